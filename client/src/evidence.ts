/**
 * What another extension has reported already, by what it really published: the place, and the kind of fault that its words
 * tell. Words are those of yaml-language-server 1 and 2.
 */

/** A diagnostic as far as it matters here; ranges are lines and columns as VS Code has them. */
export interface Reported {
  readonly message: string;
  readonly source?: string | undefined;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** One of ours that an extension with the schema may say too. */
export interface Ours extends Reported {
  readonly rule: string;
  readonly path: string;
}

/**
 * By rule: whether the words of a report say the same of the same name.
 * Upstream: yaml-language-server 1 and 2, `src/languageservice/parser`, and the library `yaml`.
 */
const sameFault: Readonly<Record<string, (message: string, name: string) => boolean>> = {
  'unknown-field': (message, name) => /^Property (\S+) is not allowed/.exec(message)?.[1] === name,
  'misplaced-field': (message, name) => /^Property (\S+) is not allowed/.exec(message)?.[1] === name,
  'wrong-type': (message) => /^Incorrect type\b/.test(message),
  'not-in-enum': (message) => /^Value is not accepted\b/.test(message),
  'missing-field': (message, name) => /^Missing property "?([\w-]+)"?/.exec(message)?.[1] === name,
  'duplicate-key': (message) => /^Map keys must be unique\b/.test(message),
  'yaml-alias': (message) => /\b(?:alias|anchor)\b/i.test(message),
};

/** Whether the report says what `ours` says. */
export function saysTheSame(report: Reported, ours: Ours): boolean {
  if (ours.rule === 'yaml-syntax')
    return report.source === 'YAML' && Math.abs(report.range.start.line - ours.range.start.line) <= 1;
  const isSame = Object.hasOwn(sameFault, ours.rule) ? sameFault[ours.rule] : undefined;
  const name = lastStep(ours.path);
  return isSame?.(report.message, name) === true && isSamePlace(report, ours);
}

/** `image` of `spec.containers[0].image`, and `0` of `spec.containers[0]`. */
function lastStep(path: string): string {
  const steps = path.endsWith(']') ? path.slice(0, -1) : path;
  return steps.slice(Math.max(steps.lastIndexOf('.'), steps.lastIndexOf('['), steps.lastIndexOf(']')) + 1);
}

/** A missing property is reported at the mapping around it, all else at the node. */
function isSamePlace({ range: theirs }: Reported, { range, rule }: Ours): boolean {
  if (theirs.start.line === range.start.line) return true;
  if (rule !== 'missing-field') return false;
  return theirs.start.line <= range.start.line && range.start.line <= theirs.end.line;
}

/** What of a document is hidden: by rule and path, so that it stays hidden while lines move. */
export class Evidence {
  #reports = '';
  #hidden: ReadonlySet<string> = new Set();

  /**
   * Those of ours that are shown. What was hidden stays so until the other extension has published anew: its old ranges
   * tell nothing of a text that was edited since.
   */
  shown<T extends Ours>(ours: readonly T[], reports: readonly Reported[], saysMore: (one: T) => boolean): T[] {
    const published = JSON.stringify(reports);
    if (published !== this.#reports) {
      this.#reports = published;
      this.#hidden = new Set(
        ours.filter((one) => !saysMore(one) && reports.some((report) => saysTheSame(report, one))).map(identityOf),
      );
    }
    return ours.filter((one) => !this.#hidden.has(identityOf(one)));
  }
}

function identityOf({ rule, path }: Ours): string {
  return `${rule} ${path}`;
}
