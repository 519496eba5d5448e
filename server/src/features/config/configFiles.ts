/** Which config file holds for a file: the nearest one, beside it or above. */
import type { ReadText } from '../../manifest/context.ts';
import { type Config, configFileName, isConfigFile, readConfig } from './configFile.ts';

export interface FoundConfig extends Config {
  /** As `read` took it. */
  readonly file: string;
  readonly text: string;
}

/** Reads each folder's config file once, until it is told that it may have changed. */
export class ConfigFiles {
  readonly #read: ReadText;
  readonly #byFolder = new Map<string, Promise<FoundConfig | undefined>>();

  /** `read` takes paths with forward slashes, or URIs; what it rejects with is passed on. */
  constructor(read: ReadText) {
    this.#read = read;
  }

  /** Undefined where no config file is found. Equal configs are the same object. */
  of(file: string): Promise<FoundConfig | undefined> {
    return this.#nearest(folderOf(file));
  }

  /** Call when a file changed, came or went. True if it is a config file: settings may be others now. */
  forget(file: string): boolean {
    if (!isConfigFile(file)) return false;
    this.forgetAll();
    return true;
  }

  forgetAll(): void {
    this.#byFolder.clear();
  }

  #nearest(folder: string): Promise<FoundConfig | undefined> {
    let found = this.#byFolder.get(folder);
    if (!found) {
      found = this.#find(folder);
      this.#byFolder.set(folder, found);
    }
    return found;
  }

  async #find(folder: string): Promise<FoundConfig | undefined> {
    const file = `${folder}/${configFileName}`;
    const text = await this.#read(file);
    if (text !== undefined) return { file, text, ...readConfig(text) };
    const above = folderOf(folder);
    return isFolder(above, folder) ? this.#nearest(above) : undefined;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** What stands before the path of a URI is no folder; the root of a disk is one, with an empty name. */
function isFolder(above: string, below: string): boolean {
  return above.length < below.length && !above.endsWith('/');
}
