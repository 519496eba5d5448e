/** Checks files, or one thread's share of them: texts and facts in, plain data out. */
import type { Message } from '../../base/message.ts';
import { shift } from '../../base/span.ts';
import { type CheckSettings, diagnose } from '../../features/diagnostics/diagnostics.ts';
import type { ManifestContext } from '../../manifest/context.ts';
import { type ManifestFile, parseManifest, readPieces } from '../../manifest/file.ts';
import type { DocumentFacts } from '../../manifest/index/facts.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { type PlacedFacts, WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import { targetLines } from '../../manifest/targetComment.ts';
import type { Finding } from '../../rules/finding.ts';
import { looksAround } from '../../rules/workspaceFindings.ts';
import { ruleFailed } from './failure.ts';
import { KnownOptions } from './knownOptions.ts';
import type { FileFindings, FoundFinding } from './reports/report.ts';

export interface FileToCheck {
  /** Its place among all files. */
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly context: ManifestContext;
  readonly check: CheckSettings;
  /** Whether its findings are wanted; else only what others may want to know of it. */
  readonly isTold: boolean;
}

/** What other files may want to know of a file. */
export interface FileFacts {
  readonly number: number;
  readonly name: string;
  readonly documents: readonly PlacedFacts[];
}

export interface Added {
  readonly facts: readonly FileFacts[];
  /** Of the files to which no other file matters, and of which somebody wants to hear. */
  readonly findings: readonly FileFindings[];
}

/** A file that is checked when all others are known. */
interface WaitingFile {
  readonly file: FileToCheck;
  /** Undefined where it is cheaper to parse the text once more than to keep it. */
  readonly manifest: ManifestFile | undefined;
}

/** How many code units of text are kept parsed; the trees take some thirty bytes for each. */
const keptParsed = 1_500_000;

/** In code units: larger files are never held parsed as a whole. There are some with a hundred thousand documents. */
const largeFile = 1_000_000;

export class Checker {
  readonly #options = new KnownOptions((rule, error) => this.#failures.push(ruleFailed(rule, error)));
  readonly #index = new WorkspaceIndex();
  readonly #facts: FileFacts[] = [];
  readonly #waiting: WaitingFile[] = [];
  #failures: Message[] = [];
  #kept = 0;

  /** Takes files, and checks those to which no other matters. */
  add(files: readonly FileToCheck[]): Added {
    const facts: FileFacts[] = [];
    const findings: FileFindings[] = [];
    for (const file of files) {
      if (isLarge(file)) {
        facts.push(this.#factsOfLarge(file));
        if (file.isTold) this.#waiting.push({ file, manifest: undefined });
        continue;
      }
      const manifest = this.#parse(file);
      const documents = manifest.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) }));
      facts.push({ number: file.number, name: file.name, documents });
      if (!file.isTold) continue;
      if (manifest.documents.some(({ content }) => looksAround(content))) {
        this.#kept += file.text.length;
        this.#waiting.push({ file, manifest: this.#kept <= keptParsed ? manifest : undefined });
      } else findings.push(this.#check(file, manifest, false));
    }
    this.addFacts(facts);
    return { facts, findings };
  }

  /** Takes what is known of files that another checker has. */
  addFacts(facts: readonly FileFacts[]): void {
    for (const each of facts) this.#facts.push(each);
  }

  /** Checks the files that waited until the facts of all are known. */
  finish(): FileFindings[] {
    // Whichever thread read a file: all see the same index.
    this.#facts.sort((a, b) => a.number - b.number);
    for (const { name, documents } of this.#facts) this.#index.setFile(name, documents);
    this.#index.complete = true;
    const findings: FileFindings[] = [];
    for (let i = 0; i < this.#waiting.length; i++) {
      const { file, manifest } = this.#waiting[i]!;
      findings.push(isLarge(file) ? this.#checkLarge(file) : this.#check(file, manifest ?? this.#parse(file), true));
      // What was parsed is let go.
      delete this.#waiting[i];
    }
    return findings;
  }

  #parse({ text, context }: FileToCheck): ManifestFile {
    return parseManifest(text, undefined, context);
  }

  #factsOfLarge({ number, name, text, context }: FileToCheck): FileFacts {
    // As in smaller files, what is written twice is one document at two places.
    const known = new Map<string, readonly DocumentFacts[]>();
    const documents: PlacedFacts[] = [];
    for (const piece of readPieces(text, context)) {
      const [first] = piece;
      if (!first) continue;
      const facts = known.get(first.content.text) ?? piece.map(({ content }) => factsOf(content));
      known.set(first.content.text, facts);
      documents.push(...piece.map(({ offset }, i) => ({ offset, facts: facts[i]! })));
    }
    return { number, name, documents };
  }

  #check(file: FileToCheck, manifest: ManifestFile, waits: boolean): FileFindings {
    return this.#found(file, this.#findingsIn(file, manifest), waits);
  }

  /** Piece by piece, each with the comments that matter to all of them. */
  #checkLarge(file: FileToCheck): FileFindings {
    const text = targetLines(file.text);
    const { context } = file;
    const findings: FoundFinding[] = [];
    for (const documents of readPieces(file.text, context))
      findings.push(...this.#findingsIn(file, { text, context, documents }));
    return this.#found(file, findings, true);
  }

  #findingsIn({ name, check }: FileToCheck, manifest: ManifestFile): FoundFinding[] {
    const found = diagnose(manifest, this.#options.for(check), { index: this.#index, file: name });
    return found.map((finding) => this.#plain(finding, name));
  }

  #found({ number }: FileToCheck, findings: readonly FoundFinding[], waits: boolean): FileFindings {
    const failures = this.#failures;
    this.#failures = [];
    return { number, findings, waits, failures };
  }

  #plain({ rule, severity, message, path, span, related, fixes }: Finding, name: string): FoundFinding {
    const places = related.flatMap(({ span, message, elsewhere }) => {
      if (!elsewhere) return [{ file: name, span, message }];
      const offset = this.#index.offsetOf(elsewhere.file, elsewhere.document);
      return offset === undefined ? [] : [{ file: elsewhere.file, span: shift(span, offset), message }];
    });
    const found = fixes().map(({ edits, ...fix }) => ({
      ...fix,
      edits: edits.map(({ span, newText }) => ({ span, newText, file: name })),
    }));
    return { rule, severity, message, path, span, related: places, fixes: found };
  }
}

/** A comment that silences rules in the whole file needs to see what they say in all of it. */
function isLarge({ text }: FileToCheck): boolean {
  return text.length > largeFile && !text.includes('probewise-disable-file');
}
