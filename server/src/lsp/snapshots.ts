/** The open documents, parsed. A request works on the snapshot of the version that is open at that moment. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isConfigFile } from '../features/config/configFile.ts';
import { diagnoseConfig } from '../features/diagnostics/configDiagnostics.ts';
import { checkOptions, diagnose, diagnoseInSteps } from '../features/diagnostics/diagnostics.ts';
import { diagnoseScenario } from '../features/diagnostics/scenarioDiagnostics.ts';
import { mergeFindings, openInTemplate } from '../features/rendered/mergeFindings.ts';
import type { Settings } from '../features/settings.ts';
import { isScenarioFile } from '../lifecycle/world/scenarioFileName.ts';
import type { ManifestContext } from '../manifest/context.ts';
import { type ManifestFile, parseManifest } from '../manifest/file.ts';
import type { ReferenceIndex } from '../manifest/index/referenceIndex.ts';
import type { WorkspaceIndex } from '../manifest/index/workspaceIndex.ts';
import type { Finding } from '../rules/finding.ts';
import type { RunOptions } from '../rules/run.ts';
import type { ChartOfFile, Charts, OtherTexts } from './charts.ts';
import type { OverlayOfFile, Overlays } from './overlays.ts';
import type { MadeOf } from './protocol.ts';
import { becomes, isBuilt, itself, type SimulatedFile } from './simulatedFile.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

export interface Snapshot {
  readonly document: TextDocument;
  readonly version: number;
  readonly settings: Settings;
  readonly file: ManifestFile;
  /** What is known of the workspace, this document included. */
  readonly index: WorkspaceIndex;
  /** Where names are defined and used, in all files. */
  readonly references: ReferenceIndex;
  /** Works {@link findings} out, a document at a time. */
  steps(): Iterable<void>;
  /** What its simulations play. */
  readonly simulated: SimulatedFile;
  /** What its simulations would play if it had the text of `written`, and other files these ones; undefined where nothing. */
  simulatedWith(written: TextDocument, others: OtherTexts): SimulatedFile | undefined;
  /** What else its simulations are made of. */
  readonly madeOf: MadeOf | undefined;
  /** The text of another file, as far as it is known. */
  textOf(uri: string): string | undefined;
  /** The chart that it is a part of. */
  readonly inChart: ChartOfFile | undefined;
  /** As the rest of the workspace is now. */
  readonly findings: readonly Finding[];
  /** What is wrong in other files of the same chart and overlays, by URI. */
  readonly elsewhere: ReadonlyMap<string, readonly Finding[]>;
  /** What would be found if the document had this text. */
  findingsIn(text: string): readonly Finding[];
}

/** How long the rules may take for one document: the others wait. */
const budgetSeconds = 2;

export class Snapshots {
  readonly #workspace: WorkspaceFiles;
  readonly #charts: Charts;
  readonly #overlays: Overlays;
  readonly #onRuleFailure: RunOptions['onRuleFailure'];
  readonly #budget: RunOptions['budget'];
  readonly #byUri = new Map<string, Snapshot>();
  readonly #options = new WeakMap<Settings, RunOptions>();

  constructor(
    workspace: WorkspaceFiles,
    charts: Charts,
    overlays: Overlays,
    nowMs: () => number,
    onRuleFailure: RunOptions['onRuleFailure'],
  ) {
    this.#workspace = workspace;
    this.#charts = charts;
    this.#overlays = overlays;
    this.#onRuleFailure = onRuleFailure;
    this.#budget = {
      seconds: budgetSeconds,
      start: () => {
        const endMs = nowMs() + budgetSeconds * 1000;
        return () => nowMs() > endMs;
      },
    };
  }

  /**
   * The document as it is now, under these settings; only what changed since the last call is parsed and checked again.
   * The same settings, and the same context, must be the same object.
   */
  of(document: TextDocument, settings: Settings, context: ManifestContext): Snapshot {
    const previous = this.#byUri.get(document.uri);
    const isSame = previous?.settings === settings && previous.file.context === context;
    if (isSame && previous?.version === document.version) return previous;
    const file = parseManifest(document.getText(), previous?.file, context);
    this.#workspace.setOpen(document.uri, file);
    const inWorkspace = { index: this.#workspace.index, file: document.uri };
    const options = this.#optionsOf(settings);
    const ownDiagnosis = diagnosisOf(document.uri);
    const charts = this.#charts;
    const overlays = this.#overlays;
    let findings: readonly Finding[] | undefined;
    let version = -1;
    let chart: ChartOfFile | undefined;
    let overlay: OverlayOfFile | undefined;
    const lineOf = (offset: number) => document.positionAt(offset).line;
    const snapshot: Snapshot = {
      document,
      version: document.version,
      settings,
      file,
      index: this.#workspace.index,
      references: this.#workspace.references,
      findingsIn: (text) => ownDiagnosis?.(text) ?? diagnose(parseManifest(text, file, context), options, inWorkspace),
      steps: () => (ownDiagnosis ? [] : diagnoseInSteps(file, options, inWorkspace)),
      get inChart() {
        return ownDiagnosis ? undefined : charts.of(document.uri, settings, options);
      },
      get simulated() {
        const { inChart } = snapshot;
        if (inChart?.rendered) return becomes(inChart, inChart.rendered, document);
        const inOverlay = ownDiagnosis ? undefined : overlays.of(document.uri, settings, options);
        if (inOverlay?.played) return isBuilt(inOverlay.played, file, document);
        return itself(file, () => snapshot.findings);
      },
      simulatedWith(written, others) {
        const own = parseManifest(written.getText(), undefined, context);
        const { inChart } = snapshot;
        const texts = { ...others, [document.uri]: written.getText() };
        if (inChart?.rendered) {
          const rendered = charts.renderedWith(document.uri, settings, options, texts);
          return rendered && becomes({ ...inChart, renderedFindings: [], check: undefined }, rendered, written);
        }
        if (ownDiagnosis || !overlays.of(document.uri, settings, options)?.played) return itself(own, () => []);
        const played = overlays.playedWith(document.uri, settings, options, texts);
        return played && isBuilt(played, own, written);
      },
      get madeOf() {
        const { inChart } = snapshot;
        if (inChart?.rendered) return { uris: [], below: inChart.folder };
        const played = ownDiagnosis ? undefined : overlays.of(document.uri, settings, options)?.played;
        return played && { uris: [...played.built.looked.keys()].map(played.uriOf) };
      },
      textOf: (uri) => this.#byUri.get(uri)?.document.getText() ?? this.#workspace.textOf(uri),
      get elsewhere() {
        if (ownDiagnosis) return new Map();
        const inChart = charts.elsewhere(document.uri, settings, options);
        // Where the whole workspace is checked, files of overlays have diagnostics of their own.
        if (inChart.size > 0 || settings.diagnosticMode === 'workspace') return inChart;
        return overlays.elsewhere(document.uri, settings, options);
      },
      get findings() {
        if (ownDiagnosis) {
          findings ??= ownDiagnosis(document.getText());
          return findings;
        }
        const inChart = charts.of(document.uri, settings, options);
        const inOverlay = overlays.of(document.uri, settings, options);
        const isKnown = version === inWorkspace.index.version && chart === inChart && overlay === inOverlay;
        if (!findings || !isKnown) {
          const own = diagnose(file, options, inWorkspace);
          const open = openInTemplate(own, inChart?.rendered?.written);
          const inFile = mergeFindings(inChart?.findings ?? [], open, lineOf);
          findings = mergeFindings(inFile, inOverlay?.findings ?? [], lineOf);
        }
        version = inWorkspace.index.version;
        chart = inChart;
        overlay = inOverlay;
        return findings;
      },
    };
    this.#byUri.set(document.uri, snapshot);
    return snapshot;
  }

  /** Whether anybody has asked for the document yet. */
  has(uri: string): boolean {
    return this.#byUri.has(uri);
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  #optionsOf(settings: Settings): RunOptions {
    let options = this.#options.get(settings);
    if (!options) {
      options = checkOptions(settings, this.#onRuleFailure, this.#budget);
      this.#options.set(settings, options);
    }
    return options;
  }
}

/** How files that are no manifests are checked; undefined for manifests. */
function diagnosisOf(uri: string): ((text: string) => readonly Finding[]) | undefined {
  if (isScenarioFile(uri)) return diagnoseScenario;
  return isConfigFile(uri) ? diagnoseConfig : undefined;
}
