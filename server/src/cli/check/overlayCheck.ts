/** `check` of kustomizations: what they build is checked, and told at the line of the base or the patch. */
import { relative } from 'node:path';
import { type CheckSettings, checkOptions } from '../../features/diagnostics/diagnostics.ts';
import { checkOverlay, inAllOverlays, type OverlayCheck } from '../../features/overlay/overlayFindings.ts';
import { overlayManifests } from '../../features/overlay/overlayManifests.ts';
import { isKustomization } from '../../kubernetes/kustomizationNames.ts';
import type { ManifestContext } from '../../manifest/context.ts';
import { OverlayGraph } from '../../overlay/overlayGraph.ts';
import type { Input } from '../inputs.ts';
import { overlayFiles, slashed } from '../overlays.ts';
import { inReport } from './placedFixes.ts';
import type { FoundFinding } from './reports/report.ts';

export interface OverlayFindings {
  /** By the names that reports have for the files. */
  readonly findings: ReadonlyMap<string, readonly FoundFinding[]>;
  /** Texts of the files that findings are in, or point to. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface OverlayCheckSettings {
  readonly check: CheckSettings;
  readonly podPaths: ManifestContext['podPaths'];
  readonly cwd: string;
  readonly onRuleFailure: (rule: string, error: unknown) => void;
}

/** Of kustomizations that use each other only those that nothing else uses: they are what is applied. */
export function checkOverlays(inputs: readonly Input[], settings: OverlayCheckSettings): OverlayFindings {
  const findings = new Map<string, FoundFinding[]>();
  const texts = new Map<string, string>();
  const names = new Map(
    inputs.flatMap(({ path, name }) => (path === undefined ? [] : [[slashed(path), name] as const])),
  );
  const paths = [...names.keys()].filter(isKustomization);
  if (paths.length === 0) return { findings, texts };
  const files = overlayFiles();
  const options = checkOptions(settings.check, settings.onRuleFailure);
  const checks: OverlayCheck[] = [];
  for (const folder of new OverlayGraph(paths, files).roots()) {
    const overlay = overlayManifests(folder, files, settings.podPaths);
    if (!overlay.built.failure) checks.push(checkOverlay(overlay, files, options));
  }
  const nameOf = (file: string) => names.get(file) ?? slashed(relative(settings.cwd, file));
  for (const { file, fixes, ...finding } of inAllOverlays(checks)) {
    const related = finding.related.map((other) => ({ ...other, file: nameOf(other.file) }));
    for (const each of [file, ...finding.related.map((other) => other.file)])
      texts.set(nameOf(each), files.textOf(each) ?? '');
    const found: FoundFinding = { ...finding, related, fixes: inReport(fixes(), nameOf) };
    findings.set(nameOf(file), [...(findings.get(nameOf(file)) ?? []), found]);
  }
  return { findings, texts };
}
