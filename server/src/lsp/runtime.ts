/** What the language server asks of the machine it runs on. Its entry hands it in, so that nothing else names Node. */

export interface RuntimeEnvironment {
  readonly timer: Timer;
  /** Milliseconds since some moment that stays the same. */
  nowMs(): number;
  /** The text of a file; undefined where there is none or it can't be read. Never rejects. */
  readFile(uri: string): Promise<string | undefined>;
  /**
   * Set where the client knows nothing of Probewise: then the server itself reads the workspace, and offers commands whose
   * answers are texts. Ours sends the files and has commands of its own.
   */
  readonly plain?: PlainWorkspace;
}

export interface PlainWorkspace {
  /** The manifests below a folder. Never rejects. */
  manifestsBelow(folder: string): Promise<{
    readonly files: readonly { readonly uri: string; readonly text: string }[];
    /** Whether these are all. */
    readonly complete: boolean;
  }>;
}

export interface Timer {
  /** Once what is already waiting, such as a message from the client, has had its turn. */
  setImmediate(callback: () => void): Cancelable;
  setTimeout(callback: () => void, delayMs: number): Cancelable;
}

export interface Cancelable {
  dispose(): void;
}
