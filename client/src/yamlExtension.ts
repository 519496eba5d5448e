/**
 * The YAML extension (redhat.vscode-yaml) beside this one: what it checks in a document is left to it, so that nobody
 * reads the same mistake twice. The setting `probewise.schemaValidation` decides.
 */
import {
  type Diagnostic,
  type Disposable,
  EventEmitter,
  extensions,
  languages,
  RelativePattern,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { Middleware } from 'vscode-languageclient';

const yamlExtension = 'redhat.vscode-yaml';

type OtherChecks = 'none' | 'syntax' | 'schema';

/** What the YAML extension checks in a document. */
function otherChecks(document: TextDocument | undefined): OtherChecks {
  const isThere = document?.languageId === 'yaml' && extensions.getExtension(yamlExtension) !== undefined;
  if (!isThere) return 'none';
  const settings = workspace.getConfiguration('yaml', document);
  if (settings.get('validate') === false) return 'none';
  const schemas = settings.get<Record<string, string | string[]>>('schemas') ?? {};
  const globs = Object.values(schemas).flat();
  const hasSchema = globs.some((glob) => matches(glob, document)) || modeline.test(document.getText().slice(0, 2000));
  return hasSchema ? 'schema' : 'syntax';
}

const modeline = /^#\s*yaml-language-server\s*:.*\$schema\s*=/m;

/** As that extension reads its globs: without a leading slash they hold in every folder. */
function matches(glob: string, document: TextDocument): boolean {
  const folder = workspace.getWorkspaceFolder(document.uri);
  const pattern =
    glob.startsWith('/') && folder !== undefined ? new RelativePattern(folder, glob.slice(1)) : `**/${glob}`;
  return languages.match({ pattern }, document) > 0;
}

export class YamlExtension implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** What the YAML extension checks may have changed. */
  readonly onDidChange = this.#changed.event;
  /** What the server found, and how it is shown: by document. */
  readonly #ours = new Map<
    string,
    { readonly all: Diagnostic[]; readonly show: (shown: Diagnostic[]) => void; shown: number }
  >();
  readonly #subscriptions: Disposable[];

  constructor() {
    this.#subscriptions = [
      this.#changed,
      extensions.onDidChange(() => this.#changed.fire()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('yaml')) this.#changed.fire();
      }),
      languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.#refresh(uri);
      }),
    ];
  }

  /** Tells the server what the other extension checks, and hides what that has reported at the very same place. */
  readonly middleware: Middleware = {
    workspace: {
      configuration: async (params, token, next) => {
        const answers = await next(params, token);
        if (!Array.isArray(answers)) return answers;
        return answers.map((answer: unknown, index) => {
          const item = params.items[index];
          if (item?.section !== 'probewise' || typeof answer !== 'object' || answer === null) return answer;
          const document = workspace.textDocuments.find(
            ({ uri }) => uri.toString() === Uri.parse(item.scopeUri ?? '').toString(),
          );
          return { ...answer, otherChecks: otherChecks(document) };
        });
      },
    },
    handleDiagnostics: (uri, all, next) => {
      if (all.length === 0) this.#ours.delete(uri.toString());
      else this.#ours.set(uri.toString(), { all, show: (shown) => next(uri, shown), shown: -1 });
      if (all.length === 0) next(uri, all);
      else this.#refresh(uri);
    },
  };

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #refresh(uri: Uri): void {
    const ours = this.#ours.get(uri.toString());
    if (ours === undefined) return;
    const isAuto = workspace.getConfiguration('probewise', uri).get('schemaValidation') === 'auto';
    const theirs = isAuto ? languages.getDiagnostics(uri).filter(isTheirs) : [];
    const shown = ours.all.filter(
      (one) => !(isAboutSchema(one) && theirs.some(({ range }) => range.isEqual(one.range))),
    );
    if (shown.length === ours.shown) return;
    ours.shown = shown.length;
    ours.show(shown);
  }
}

function isTheirs({ source = '' }: Diagnostic): boolean {
  return source === 'YAML' || source.startsWith('yaml-schema');
}

/** The server marks what any extension that knows the schema would say too. */
function isAboutSchema(diagnostic: Diagnostic & { readonly data?: unknown }): boolean {
  return (diagnostic.data as { readonly schema?: boolean } | undefined)?.schema === true;
}
