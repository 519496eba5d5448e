/** The files of one check, read in a first pass so that in the second each can be seen beside all others. */
import { LineIndex } from '../../base/lineIndex.ts';
import { shift } from '../../base/span.ts';
import { type ManifestFile, parseManifest } from '../../manifest/file.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import type { Related } from '../../rules/finding.ts';
import { Contexts } from '../contextOf.ts';
import { type Input, readInput } from '../inputs.ts';
import type { Terminal } from '../terminal.ts';
import type { Place } from './report.ts';

/** How many code units of text are kept parsed between the passes; the tree takes some fifty times their room. */
const keptParsed = 1_000_000;

interface KnownFile {
  readonly input: Input;
  readonly text: string;
  /** Undefined where it is cheaper to parse the text once more than to keep it. */
  manifest: ManifestFile | undefined;
  lines?: LineIndex;
}

export class ManifestFiles {
  readonly index = new WorkspaceIndex();
  readonly #terminal: Terminal;
  readonly #contexts: Contexts;
  readonly #files = new Map<string, KnownFile>();
  #kept = 0;

  /** `podPaths`: where the user's own custom resources carry pods, as in the setting `probewise.podPaths`. */
  constructor(terminal: Terminal, podPaths: Readonly<Record<string, readonly string[]>> = {}) {
    this.#terminal = terminal;
    this.#contexts = new Contexts(podPaths);
  }

  /** Reads a file; throws a `UsageError` where that can't be done. */
  async add(input: Input): Promise<void> {
    const text = await readInput(input, this.#terminal);
    const manifest = this.#parse(input, text);
    this.#kept += text.length;
    this.#files.set(input.name, { input, text, manifest: this.#kept <= keptParsed ? manifest : undefined });
    this.index.setFile(
      input.name,
      manifest.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
    );
  }

  /** The files in the order in which they were added. Each can be had once: what was parsed is let go. */
  *all(): Generator<{ readonly name: string; readonly text: string; readonly manifest: ManifestFile }> {
    for (const [name, file] of this.#files) {
      const manifest = file.manifest ?? this.#parse(file.input, file.text);
      file.manifest = undefined;
      yield { name, text: file.text, manifest };
    }
  }

  /** Where something stands that a finding of `file` points to; undefined where that can't be told. */
  placeOf(file: string, { span, elsewhere }: Related): Place | undefined {
    const name = elsewhere?.file ?? file;
    const offset = elsewhere ? this.index.offsetOf(name, elsewhere.document) : 0;
    const known = this.#files.get(name);
    if (!known || offset === undefined) return undefined;
    known.lines ??= new LineIndex(known.text);
    const { start, end } = shift(span, offset);
    return { file: name, range: { start: known.lines.positionAt(start), end: known.lines.positionAt(end) } };
  }

  #parse(input: Input, text: string): ManifestFile {
    return parseManifest(mayHoldObjects(text) ? text : '', undefined, this.#contexts.of(input.path));
  }
}

/**
 * Whether anything in the text could be reported. Directories are full of other JSON, and a lock file takes seconds to be
 * parsed with all its places.
 */
function mayHoldObjects(text: string): boolean {
  return text.includes('apiVersion') || text.includes('probewise');
}
