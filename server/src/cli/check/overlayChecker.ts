/** Checks overlays, or one thread's share of them: folders in, plain data out. */
import type { Message } from '../../base/message.ts';
import type { CheckSettings } from '../../features/diagnostics/diagnostics.ts';
import { checkOverlay } from '../../features/overlay/overlayFindings.ts';
import { overlayManifests } from '../../features/overlay/overlayManifests.ts';
import type { ManifestContext } from '../../manifest/context.ts';
import type { OverlayFiles } from '../../overlay/overlayFiles.ts';
import type { EditedTexts } from '../editedTexts.ts';
import { overlayFiles } from '../overlays.ts';
import { ruleFailed } from './failure.ts';
import { KnownOptions } from './knownOptions.ts';
import { asPlain, type PlainPlacedFinding } from './placedFindings.ts';

export interface OverlayToCheck {
  readonly folder: string;
  readonly check: CheckSettings;
  readonly podPaths: ManifestContext['podPaths'];
}

export interface CheckedOverlay {
  readonly folder: string;
  readonly findings: readonly PlainPlacedFinding[];
  /** The texts that it was made of, by path; undefined where there is no file. */
  readonly looked: ReadonlyMap<string, string | undefined>;
  /** What went wrong in Probewise itself. */
  readonly failures: readonly Message[];
}

export class OverlayChecker {
  readonly #options: KnownOptions;
  #files: OverlayFiles | undefined;
  #failures: Message[] = [];

  constructor() {
    this.#options = new KnownOptions((rule, error) => this.#failures.push(ruleFailed(rule, error)));
  }

  /** Those that can be built. Files are read once for all of them. @param edited stands over what is on the disk */
  check(overlays: readonly OverlayToCheck[], edited: EditedTexts): CheckedOverlay[] {
    this.#files ??= overlayFiles(edited);
    const files = this.#files;
    return overlays.flatMap((overlay) => this.#checkOne(overlay, files));
  }

  #checkOne({ folder, check, podPaths }: OverlayToCheck, files: OverlayFiles): CheckedOverlay[] {
    const overlay = overlayManifests(folder, files, podPaths);
    if (overlay.built.failure) return [];
    const findings = checkOverlay(overlay, files, this.#options.for(check)).findings.map(asPlain);
    const failures = this.#failures;
    this.#failures = [];
    return [{ folder, findings, looked: overlay.built.looked, failures }];
  }
}
