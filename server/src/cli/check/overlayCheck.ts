/** `check` of kustomizations: what they build is checked, and told at the line of the base or the patch. */
import { join, relative } from 'node:path';
import { checkOptions } from '../../features/diagnostics/diagnostics.ts';
import { checkOverlay, inAllOverlays, type OverlayCheck } from '../../features/overlay/overlayFindings.ts';
import { overlayManifests } from '../../features/overlay/overlayManifests.ts';
import { isKustomization, kustomizationNames } from '../../kubernetes/kustomizationNames.ts';
import type { OverlayFiles } from '../../overlay/overlayFiles.ts';
import { OverlayGraph } from '../../overlay/overlayGraph.ts';
import type { EditedTexts } from '../editedTexts.ts';
import type { SettingsOf } from '../fileSettings.ts';
import type { Input } from '../inputs.ts';
import { overlayFiles, slashed } from '../overlays.ts';
import { asPlain, PlacedFindings, type PlainPlacedFinding } from './placedFindings.ts';

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
  readonly onRuleFailure: (rule: string, error: unknown) => void;
}

/** Of kustomizations that use each other only those that nothing else uses: they are what is applied. */
export async function checkOverlays(inputs: readonly Input[], settings: OverlayCheckSettings): Promise<PlacedFindings> {
  const found = new PlacedFindings();
  const names = new Map(
    inputs.flatMap(({ path, name }) => (path === undefined ? [] : [[slashed(path), name] as const])),
  );
  const paths = [...names.keys()].filter(isKustomization);
  if (paths.length === 0) return found;
  const files = overlayFiles(settings.edited);
  const checks: Pick<OverlayCheck, 'findings'>[] = [];
  for (const folder of new OverlayGraph(paths, files).roots()) {
    const own = await settings.settingsOf(join(folder, kustomizationNames[0]));
    const known = settings.memory?.recall(folder, own, files.textOf);
    if (known) {
      checks.push({ findings: known.map(({ fixes, ...finding }) => ({ ...finding, fixes: () => fixes })) });
      continue;
    }
    const overlay = overlayManifests(folder, files, own.podPaths);
    if (overlay.built.failure) continue;
    let failed = false;
    const options = checkOptions(own, (rule, error) => {
      failed = true;
      settings.onRuleFailure(rule, error);
    });
    const check = checkOverlay(overlay, files, options);
    checks.push(check);
    if (!failed) settings.memory?.keep(folder, own, overlay.built.looked, check.findings.map(asPlain));
  }
  const nameOf = (file: string) => names.get(file) ?? slashed(relative(settings.cwd, file));
  for (const finding of inAllOverlays(checks)) found.add(finding, nameOf, (file) => files.textOf(file));
  return found;
}
