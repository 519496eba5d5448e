/** The PersistentVolumeClaims of a file that not all pods of a workload can have at once. */
import type { ExclusiveMode } from '../../lifecycle/workload/heldResources.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { RolloutInput } from '../../simulation/simulateRollout.ts';
import { objectsBeside, type WorkloadInFile } from './workloads.ts';

/** Claims in the workload's namespace. What is not in view is taken to be there for all pods. */
export function claimsOf(file: ManifestFile, workload: WorkloadInFile): Pick<RolloutInput, 'claims'> {
  const found = objectsBeside(file, workload).flatMap(({ kind, name, root }): [string, ExclusiveMode][] => {
    if (kind !== 'PersistentVolumeClaim' || name === undefined) return [];
    const modes = root
      .get('spec')
      .get('accessModes')
      .items()
      .map(({ string }) => string);
    const mode = modes.includes('ReadWriteOncePod')
      ? 'ReadWriteOncePod'
      : // What many can write, or what is only read, is no trouble.
        modes.includes('ReadWriteOnce') && !modes.includes('ReadWriteMany')
        ? 'ReadWriteOnce'
        : undefined;
    return mode === undefined ? [] : [[name, mode]];
  });
  return found.length === 0 ? {} : { claims: Object.fromEntries(found) };
}
