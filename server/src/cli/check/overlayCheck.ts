/** `check` of kustomizations: what they build is checked, and told at the line of the base or the patch. */
import { join, relative } from 'node:path';
import type { Message } from '../../base/message.ts';
import { inAllOverlays } from '../../features/overlay/overlayFindings.ts';
import { isKustomization, kustomizationNames } from '../../kubernetes/kustomizationNames.ts';
import type { OverlayFiles } from '../../overlay/overlayFiles.ts';
import { OverlayGraph } from '../../overlay/overlayGraph.ts';
import type { EditedTexts } from '../editedTexts.ts';
import type { SettingsOf } from '../fileSettings.ts';
import type { Input } from '../inputs.ts';
import { overlayFiles, slashed } from '../overlays.ts';
import { checkSettingsOf } from './checkSettings.ts';
import type { CheckedOverlay, OverlayToCheck } from './overlayChecker.ts';
import { PlacedFindings, type PlainPlacedFinding } from './placedFindings.ts';

/** What is known of overlays from an earlier check. */
export interface OverlayMemory {
  /** Undefined where a file that the overlay is built of is another one. */
  recall(folder: string, settings: object, textOf: OverlayFiles['textOf']): readonly PlainPlacedFinding[] | undefined;
  keep(
    folder: string,
    settings: object,
    looked: ReadonlyMap<string, string | undefined>,
    findings: readonly PlainPlacedFinding[],
  ): void;
}

export interface OverlayCheckSettings {
  readonly settingsOf: SettingsOf;
  readonly cwd: string;
  readonly edited: EditedTexts;
  readonly memory?: OverlayMemory;
}

/** The overlays in view: of kustomizations that use each other only those that nothing else uses, which are what is applied. */
export class OverlayCheck {
  /** Those of which nothing is known yet. */
  readonly toCheck: OverlayToCheck[] = [];
  readonly #settings: OverlayCheckSettings;
  readonly #files: OverlayFiles;
  readonly #names: ReadonlyMap<string, string>;
  /** By folder, in the order of the folders; with the findings where they are known. */
  readonly #overlays = new Map<string, { readonly settings: object; findings: readonly PlainPlacedFinding[] }>();

  private constructor(inputs: readonly Input[], settings: OverlayCheckSettings) {
    this.#settings = settings;
    this.#files = overlayFiles(settings.edited);
    this.#names = new Map(
      inputs.flatMap(({ path, name }) => (path === undefined ? [] : [[slashed(path), name] as const])),
    );
  }

  static async of(inputs: readonly Input[], settings: OverlayCheckSettings): Promise<OverlayCheck> {
    const check = new OverlayCheck(inputs, settings);
    await check.#find();
    return check;
  }

  async #find(): Promise<void> {
    const paths = [...this.#names.keys()].filter(isKustomization);
    if (paths.length === 0) return;
    const { settingsOf, memory } = this.#settings;
    for (const folder of new OverlayGraph(paths, this.#files).roots()) {
      const settings = await settingsOf(join(folder, kustomizationNames[0]));
      const known = memory?.recall(folder, settings, this.#files.textOf);
      this.#overlays.set(folder, { settings, findings: known ?? [] });
      if (!known) this.toCheck.push({ folder, check: checkSettingsOf(settings), podPaths: settings.podPaths });
    }
  }

  /** What is wrong in all of them, with what was found in {@link toCheck}, in any order. */
  finish(checked: readonly CheckedOverlay[]): {
    readonly found: PlacedFindings;
    readonly failures: readonly Message[];
  } {
    for (const { folder, findings, looked, failures } of checked) {
      const overlay = this.#overlays.get(folder)!;
      overlay.findings = findings;
      // What went wrong may go well the next time.
      if (failures.length === 0) this.#settings.memory?.keep(folder, overlay.settings, looked, findings);
    }
    const found = new PlacedFindings();
    const nameOf = (file: string) => this.#names.get(file) ?? slashed(relative(this.#settings.cwd, file));
    const checks = Array.from(this.#overlays.values(), ({ findings }) => ({
      findings: findings.map(({ fixes, ...finding }) => ({ ...finding, fixes: () => fixes })),
    }));
    for (const finding of inAllOverlays(checks)) found.add(finding, nameOf, (file) => this.#files.textOf(file));
    const byFolder = new Map(checked.map(({ folder, failures }) => [folder, failures]));
    return { found, failures: [...this.#overlays.keys()].flatMap((folder) => byFolder.get(folder) ?? []) };
  }
}
