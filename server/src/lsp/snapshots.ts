/** The open documents, parsed. A request works on the snapshot of the version that is open at that moment. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnose } from '../features/diagnostics.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import type { Finding } from '../rules/finding.ts';
import type { RunOptions } from '../rules/runner.ts';

export interface Snapshot {
  readonly document: TextDocument;
  readonly version: number;
  readonly file: ManifestFile;
  readonly findings: readonly Finding[];
}

export class Snapshots {
  readonly #options: RunOptions;
  readonly #byUri = new Map<string, Snapshot>();

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** The document as it is now; only what changed since the last call is parsed and checked again. */
  of(document: TextDocument): Snapshot {
    const previous = this.#byUri.get(document.uri);
    if (previous?.version === document.version) return previous;
    const file = parseManifest(document.getText(), previous?.file);
    const options = this.#options;
    let findings: readonly Finding[] | undefined;
    const snapshot: Snapshot = {
      document,
      version: document.version,
      file,
      get findings() {
        findings ??= diagnose(file, options);
        return findings;
      },
    };
    this.#byUri.set(document.uri, snapshot);
    return snapshot;
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }
}
