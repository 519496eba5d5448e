/** Which release is simulated for which target. */
import { type SimulatedRelease, simulatedRelease } from '../lifecycle/release.ts';

export interface ReleaseToSimulate {
  readonly simulated: SimulatedRelease;
  /** The release that the manifest is written for, e.g. `1.30`. */
  readonly target: string;
}

export function releaseToSimulate(target: string): ReleaseToSimulate {
  return { simulated: simulatedRelease(target), target };
}
