/** What the server needs from the machine it runs on; without a host it sees open documents only. */
export interface Host {
  /** The text of a file; undefined where there is none or it can't be read. */
  readFile(uri: string): Promise<string | undefined>;
}

export const noHost: Host = { readFile: async () => undefined };
