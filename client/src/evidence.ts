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
  /** Whether it is about a field that is not there. */
  readonly missing?: boolean;
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
  'api-version-not-served': (message) => /^Value is not accepted\b/.test(message),
  'duplicate-key': (message) => /^Map keys must be unique\b/.test(message),
  'yaml-alias': (message) => /\b(?:alias|anchor)\b/i.test(message),
};

/**
 * Of a document that could not be checked, which says nothing about its text.
 * Upstream: yaml-language-server 1 and 2, `src/languageservice/services/yamlSchemaService`.
 */
const notChecked = /^(?:Unable to (?:load|parse)|Problems? loading) /;

/** Whether the report says what `ours` says. */
export function saysTheSame(report: Reported, ours: Ours): boolean {
  if (notChecked.test(report.message)) return false;
  if (ours.rule === 'yaml-syntax') return report.source === 'YAML' && isSameSyntaxError(report, ours);
  if (ours.missing || ours.rule === 'missing-field') return isSameMissing(report, ours);
  const isSame = Object.hasOwn(sameFault, ours.rule) ? sameFault[ours.rule] : undefined;
  return isSame?.(report.message, lastStep(ours.path)) === true && report.range.start.line === ours.range.start.line;
}

/** Where a parser notices that something is missing may be far behind the place. */
function isSameSyntaxError(report: Reported, ours: Ours): boolean {
  const [ourWords] = ours.message.split('\n');
  return report.message === ourWords || Math.abs(report.range.start.line - ours.range.start.line) <= 1;
}

/** The field itself, or one around it that is not there either; a missing property is reported at the mapping around it. */
function isSameMissing({ message, range: theirs }: Reported, { path, range }: Ours): boolean {
  const name = /^Missing property "?([\w-]+)"?/.exec(message)?.[1];
  if (name === undefined || !path.split(/[.[\]]+/).includes(name)) return false;
  return theirs.start.line <= range.start.line && range.start.line <= theirs.end.line;
}

/** `image` of `spec.containers[0].image`, and `0` of `spec.containers[0]`. */
function lastStep(path: string): string {
  const steps = path.endsWith(']') ? path.slice(0, -1) : path;
  return steps.slice(Math.max(steps.lastIndexOf('.'), steps.lastIndexOf('['), steps.lastIndexOf(']')) + 1);
}

/** What of a document is hidden: by rule and path, so that it stays hidden while lines move. */
export class Evidence {
  #reports = '';
  /** The lines that the reports are about, as they were when they came. */
  #lines: readonly string[] = [];
  #hidden = new Set<string>();

  /**
   * Those of ours that are shown. What was hidden stays so until the other extension has published again. What is found
   * later than it reported is hidden, too, as long as the line reads as it did: an old report tells nothing of a line that
   * was edited since.
   */
  shown<T extends Ours>(
    ours: readonly T[],
    reports: readonly Reported[],
    saysMore: (one: T) => boolean,
    lineAt: (line: number) => string,
  ): T[] {
    const published = JSON.stringify(reports);
    const lines = reports.map(({ range }) => lineAt(range.start.line));
    if (published !== this.#reports) {
      this.#reports = published;
      this.#lines = lines;
      this.#hidden = new Set();
    }
    const standing = reports.filter((_, index) => lines[index] === this.#lines[index]);
    for (const one of ours)
      if (!saysMore(one) && standing.some((report) => saysTheSame(report, one))) this.#hidden.add(identityOf(one));
    return ours.filter((one) => !this.#hidden.has(identityOf(one)));
  }
}

function identityOf({ rule, path }: Ours): string {
  return `${rule} ${path}`;
}
