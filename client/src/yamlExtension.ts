/**
 * The YAML extension (redhat.vscode-yaml) beside this one: what it checks in a document is left to it, so that nobody
 * reads the same mistake twice. The setting `probewise.schemaValidation` decides.
 */
import {
  type CodeAction,
  type Command,
  ConfigurationTarget,
  type Diagnostic,
  type Disposable,
  EventEmitter,
  extensions,
  languages,
  RelativePattern,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import type { DiagnosticData } from '../../server/src/lsp/protocol.ts';
import { Evidence, type Ours, saysTheSame } from './evidence.ts';
import { clientMessages as say } from './messages.ts';
import { textOf } from './text.ts';

const yamlExtension = 'redhat.vscode-yaml';

/** Calls back once the YAML extension has registered what it provides; at once where it has, never where there is none. */
export async function whenYamlExtensionIsThere(then: () => void): Promise<void> {
  const extension = extensions.getExtension(yamlExtension);
  if (extension === undefined) return;
  try {
    await extension.activate();
  } catch {
    // Then it provides nothing.
    return;
  }
  then();
}

/** Whether the YAML extension most likely knows the schema of a document, and so completes its fields. */
function completesFields(document: TextDocument | undefined): boolean {
  if (document?.languageId !== 'yaml' || extensions.getExtension(yamlExtension) === undefined) return false;
  const settings = workspace.getConfiguration('yaml', document);
  if (settings.get('completion') === false) return false;
  const schemas = settings.get<Record<string, string | string[]>>('schemas') ?? {};
  const globs = Object.values(schemas).flat();
  return globs.some((glob) => matches(glob, document)) || modeline.test(document.getText().slice(0, 2000));
}

/** The release that the YAML extension was told, or that the schema of a document is of; e.g. `1.30`. */
function releaseOfSchema(document: TextDocument | undefined): string | undefined {
  const settings = workspace.getConfiguration('yaml', document);
  const set = settings.get<string>('kubernetesVersion') ?? '';
  const schemas = settings.get<Record<string, string | string[]>>('schemas') ?? {};
  const used = Object.entries(schemas).find(
    ([, globs]) => document !== undefined && [globs].flat().some((glob) => matches(glob, document)),
  );
  return /(?:^|[/v])(1\.\d+)\b/.exec(`${set} ${used?.[0] ?? ''}`.trim())?.[1];
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
    {
      readonly all: readonly Schematic[];
      readonly others: readonly Diagnostic[];
      readonly show: (shown: Diagnostic[]) => void;
      shown: string;
      /** How many of `all` are shown. */
      count: number;
    }
  >();
  /** What the YAML extension has reported, by document. */
  readonly #evidence = new Map<string, Evidence>();
  #isOffered = false;
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
          const release = (answer as { kubernetesVersion?: string }).kubernetesVersion || releaseOfSchema(document);
          return {
            ...answer,
            otherCompletes: completesFields(document),
            ...(release === undefined ? {} : { kubernetesVersion: release }),
          };
        });
      },
    },
    provideCodeActions: async (document, range, context, token, next) => {
      const shown = languages.getDiagnostics(document.uri);
      const actions = await next(document, range, context, token);
      return actions?.filter((action) => !isAboutHidden(action, shown));
    },
    handleDiagnostics: (uri, all, next) => {
      const schematic = all.map(asSchematic);
      if (all.length === 0) this.#ours.delete(uri.toString());
      else
        this.#ours.set(uri.toString(), {
          all: schematic.filter((one) => one !== undefined),
          others: all.filter((_, index) => schematic[index] === undefined),
          show: (shown) => next(uri, shown),
          shown: '-',
          count: schematic.length,
        });
      if (all.length === 0) next(uri, all);
      else this.#refresh(uri);
    },
  };

  /** How many findings of a document are left to the other extension. */
  leftIn(uri: Uri): number {
    const ours = this.#ours.get(uri.toString());
    return ours === undefined ? 0 : ours.all.length - ours.count;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #refresh(uri: Uri): void {
    const key = uri.toString();
    const ours = this.#ours.get(key);
    if (ours === undefined) return;
    const isAuto = workspace.getConfiguration('probewise', uri).get('schemaValidation') === 'auto';
    const theirs = isAuto ? languages.getDiagnostics(uri).filter(isTheirs) : [];
    let evidence = this.#evidence.get(key);
    if (!evidence) {
      evidence = new Evidence();
      this.#evidence.set(key, evidence);
    }
    const document = workspace.textDocuments.find((one) => one.uri.toString() === key);
    const lineAt = (line: number) => (document && line < document.lineCount ? document.lineAt(line).text : '');
    const shown = evidence.shown(ours.all, theirs, ({ more }) => more, lineAt);
    const identity = shown.map(({ rule, path }) => `${rule} ${path}`).join();
    if (theirs.length > 0 && shown.some((one) => one.more && theirs.some((other) => saysTheSame(other, one))))
      void this.#offer(uri);
    if (identity === ours.shown) return;
    ours.shown = identity;
    ours.count = shown.length;
    ours.show([...shown.map(({ diagnostic }) => diagnostic), ...ours.others]);
  }

  /** Once in a window: two extensions that say the same are one too many. */
  async #offer(uri: Uri): Promise<void> {
    if (this.#isOffered || extensions.getExtension(yamlExtension) === undefined) return;
    this.#isOffered = true;
    const yes = textOf(say.leaveThem());
    if ((await window.showInformationMessage(textOf(say.leaveToUs()), yes)) !== yes) return;
    const scope = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
    await workspace.getConfiguration('yaml', uri).update('validate', false, scope);
  }
}

interface Schematic extends Ours {
  readonly diagnostic: Diagnostic;
  /** Whether it says what was meant. */
  readonly more: boolean;
}

/** The server marks what any extension that knows the schema would say too. */
function asSchematic(diagnostic: Diagnostic & { readonly data?: unknown }): Schematic | undefined {
  const { schema, path = '', more = false, missing = false } = (diagnostic.data ?? {}) as Partial<DiagnosticData>;
  if (schema !== true) return undefined;
  const { code, message, range, source } = diagnostic;
  const rule = String(typeof code === 'object' ? code.value : code);
  return { diagnostic, rule, path, more, missing, message, range, source };
}

function isTheirs({ source = '' }: Diagnostic): boolean {
  return source === 'YAML' || source.startsWith('yaml-schema');
}

/** What silences or explains a finding is of no use where the finding is not shown. */
function isAboutHidden(action: CodeAction | Command, shown: readonly Diagnostic[]): boolean {
  const { data, diagnostics = [] } = action as CodeAction & { data?: { aboutFinding?: boolean } };
  if (data?.aboutFinding !== true) return false;
  const codeOf = ({ code }: Diagnostic) => String(typeof code === 'object' ? code.value : code);
  return !diagnostics.some((one) =>
    shown.some((other) => codeOf(other) === codeOf(one) && other.range.isEqual(one.range)),
  );
}
