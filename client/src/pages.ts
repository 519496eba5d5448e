import {
  Disposable,
  EventEmitter,
  type ExtensionContext,
  FilePermission,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  type FileType,
  Uri,
  workspace,
} from 'vscode';

/**
 * Of the documentation's own pages. The links of findings lead to them; `workbench.editorAssociations` in package.json
 * shows them rendered. (Links with commands would not do: in hovers VS Code follows none.)
 */
const scheme = 'probewise-docs';

/** What the server puts before a page's path to make a link. */
export const pagesBase = `${scheme}:/`;

/** Where a page of `docs/` is opened, e.g. `rules/floating-tag.md`. */
export function pageUri(page: string): Uri {
  return Uri.from({ scheme, path: `/${page}` });
}

/** Lets the pages that come with the extension be opened, wherever the extension is installed and without a network. */
export function providePages({ extensionUri }: ExtensionContext): Disposable {
  return workspace.registerFileSystemProvider(scheme, new Pages(Uri.joinPath(extensionUri, 'docs')), {
    isReadonly: true,
    isCaseSensitive: true,
  });
}

class Pages implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<never[]>().event;
  readonly #folder: Uri;

  constructor(folder: Uri) {
    this.#folder = folder;
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { type, size } = await workspace.fs.stat(this.#placeOf(uri));
    return { type, size, ctime: 0, mtime: 0, permissions: FilePermission.Readonly };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return workspace.fs.readFile(this.#placeOf(uri));
  }

  async readDirectory(uri: Uri): Promise<[string, FileType][]> {
    return workspace.fs.readDirectory(this.#placeOf(uri));
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  #placeOf({ path }: Uri): Uri {
    return Uri.joinPath(this.#folder, path);
  }
}
