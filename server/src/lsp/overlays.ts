/**
 * The overlays of the workspace: which kustomizations a file is a part of, and what is wrong in what they become. An overlay
 * is built again when one of the files that it is made of has another text.
 */
import { checkOverlay, type OverlayCheck } from '../features/overlay/overlayFindings.ts';
import { type OverlayManifests, overlayManifests } from '../features/overlay/overlayManifests.ts';
import type { OverlayWayBack } from '../features/overlay/overlayWayBack.ts';
import { withoutRepetition } from '../features/rendered/placedFinding.ts';
import type { Settings } from '../features/settings.ts';
import { isKustomization } from '../kubernetes/kustomizationNames.ts';
import { OverlayFiles } from '../overlay/overlayFiles.ts';
import { OverlayGraph } from '../overlay/overlayGraph.ts';
import type { Finding } from '../rules/finding.ts';
import type { RunOptions } from '../rules/run.ts';
import type { OtherTexts } from './charts.ts';
import { decodedUri } from './decodedUri.ts';
import { byUri, inDocument } from './placedFindings.ts';

/** Files of the workspace: open documents as they are in the editor, and what the client told of. */
export type TextOf = (uri: string) => string | undefined;

export interface OverlayOfFile {
  /** What overlays make wrong at places in this file. */
  readonly findings: readonly Finding[];
  /** The overlay to play where the file is a patch or a kustomization. */
  readonly played: PlayedOverlay | undefined;
}

export interface PlayedOverlay extends OverlayManifests {
  /** The document's file, as the overlay calls it. */
  readonly file: string;
  /** What is wrong in it, at places of the built text. */
  readonly builtFindings: readonly Finding[];
  readonly way: OverlayWayBack;
  uriOf(file: string): string;
}

interface KnownOverlay {
  readonly manifests: OverlayManifests;
  readonly options: RunOptions;
  readonly check: OverlayCheck;
}

/** A base may be used by hundreds of overlays, which say the same of it. */
const mostOverlays = 12;

export class Overlays {
  readonly #textOf: TextOf;
  readonly #files: OverlayFiles;
  /** The paths of all kustomizations. */
  readonly #kustomizations = new Set<string>();
  /** URIs that are encoded, by what a kustomization calls them. */
  readonly #encoded = new Map<string, string>();
  readonly #known = new Map<string, KnownOverlay>();
  readonly #byFile = new Map<
    string,
    { readonly from: readonly (KnownOverlay | undefined)[]; readonly found: OverlayOfFile }
  >();
  #graph: { readonly key: readonly (string | undefined)[]; readonly graph: OverlayGraph } | undefined;

  constructor(textOf: TextOf) {
    this.#textOf = textOf;
    this.#files = new OverlayFiles((path) => textOf(this.#uriOf(path)));
  }

  /** Call when files or documents came or went. */
  filesChanged(uris: Iterable<string>): void {
    for (const uri of uris) {
      const path = decodedUri(uri);
      const isThere = this.#textOf(uri) !== undefined;
      if (path !== uri && isThere) this.#encoded.set(path, uri);
      if (!isKustomization(path)) continue;
      if (isThere) this.#kustomizations.add(path);
      else this.#kustomizations.delete(path);
    }
  }

  /** Undefined where no kustomization uses the file. */
  of(uri: string, settings: Settings, options: RunOptions): OverlayOfFile | undefined {
    const path = decodedUri(uri);
    const graph = this.#currentGraph();
    const nearest = graph.nearestUsing(path);
    if (nearest === undefined) return undefined;
    const build = (folder: string) => this.#overlay(folder, settings, options);
    const used = this.#overlaysUsing(path, settings, options);
    const near = build(nearest);
    const from = [near, ...used];
    const known = this.#byFile.get(uri);
    if (known && isSameList(known.from, from)) return known.found;
    const found = this.#found(path, near, used);
    this.#byFile.set(uri, { from, found });
    return found;
  }

  /** What the overlay that a file is a part of becomes if files have other texts; undefined where it cannot be built then. */
  playedWith(uri: string, settings: Settings, options: RunOptions, texts: OtherTexts): PlayedOverlay | undefined {
    const path = decodedUri(uri);
    const folder = this.#currentGraph().nearestUsing(path);
    if (folder === undefined) return undefined;
    const files = new OverlayFiles((file) => {
      const other = texts[this.#uriOf(file)];
      return other === undefined ? this.#files.textOf(file) : (other ?? undefined);
    });
    const manifests = overlayManifests(folder, files, settings.podPaths);
    if (manifests.built.failure) return undefined;
    const { inBuilt, way } = checkOverlay(manifests, files, options);
    return { ...manifests, file: path, builtFindings: inBuilt, way, uriOf: (file) => this.#uriOf(file) };
  }

  /** What overlays make wrong in other files than this one, by URI. */
  elsewhere(uri: string, settings: Settings, options: RunOptions): ReadonlyMap<string, readonly Finding[]> {
    const used = this.#overlaysUsing(decodedUri(uri), settings, options);
    const uriOf = (file: string) => this.#uriOf(file);
    return byUri(withoutRepetition(used.flatMap(({ check }) => check.findings)), uri, uriOf);
  }

  /** The files that may show something else once these have changed. */
  related(uris: Iterable<string>): Set<string> {
    const graph = this.#currentGraph();
    const folders = new Set<string>();
    for (const uri of uris) for (const folder of graph.users(decodedUri(uri))) folders.add(folder);
    const related = new Set<string>();
    for (const folder of folders)
      for (const file of this.#known.get(folder)?.manifests.built.looked.keys() ?? []) related.add(this.#uriOf(file));
    return related;
  }

  /** What is applied and has the file in it; where none of that can be built, the nearest kustomization that can. */
  #overlaysUsing(path: string, settings: Settings, options: RunOptions): KnownOverlay[] {
    const graph = this.#currentGraph();
    const build = (folder: string) => this.#overlay(folder, settings, options) ?? [];
    const used = graph.rootsUsing(path).slice(0, mostOverlays).flatMap(build);
    const nearest = used.length > 0 ? undefined : graph.nearestUsing(path);
    return nearest === undefined ? used : [build(nearest)].flat();
  }

  #found(path: string, near: KnownOverlay | undefined, used: readonly KnownOverlay[]): OverlayOfFile {
    const uriOf = (file: string) => this.#uriOf(file);
    const findings = withoutRepetition(used.flatMap(({ check }) => check.findings))
      .filter(({ file }) => file === path)
      .map((finding) => inDocument(finding, uriOf));
    const isPart = near && (near.manifests.built.patches.has(path) || isKustomization(path));
    const played: PlayedOverlay | undefined = isPart
      ? { ...near.manifests, file: path, builtFindings: near.check.inBuilt, way: near.check.way, uriOf }
      : undefined;
    return { findings, played };
  }

  /** Undefined where it can't be built. */
  #overlay(folder: string, { podPaths }: Settings, options: RunOptions): KnownOverlay | undefined {
    const before = this.#known.get(folder);
    const manifests = overlayManifests(folder, this.#files, podPaths, before?.manifests);
    let overlay = before;
    if (!before || before.manifests !== manifests || before.options !== options) {
      overlay = { manifests, options, check: checkOverlay(manifests, this.#files, options, before?.check) };
      this.#known.set(folder, overlay);
    }
    return manifests.built.failure ? undefined : overlay;
  }

  #currentGraph(): OverlayGraph {
    const paths = [...this.#kustomizations];
    const key = paths.flatMap((path) => [path, this.#files.textOf(path)]);
    if (!this.#graph || !isSameList(this.#graph.key, key))
      this.#graph = { key, graph: new OverlayGraph(paths, this.#files) };
    return this.#graph.graph;
  }

  #uriOf(path: string): string {
    return this.#encoded.get(path) ?? path;
  }
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}
