import type { Workspace } from '../../manifest/index/workspace.ts';
import type { IndexedPod, IndexedService } from '../../manifest/index/workspaceIndex.ts';
import { reportsPorts } from './servedPorts.ts';

/** The pods that a Service selects; none where it may select others too, or where their manifests don't tell all ports. */
export function portsOfSelected(facts: IndexedService['facts'], workspace: Workspace): readonly IndexedPod[] {
  const { certain, possible, isCut } = workspace.podsFor(facts);
  if (isCut || possible.length > 0 || workspace.mayBePatched(facts)) return [];
  return certain.every((pod) => reportsPorts(pod.facts.pod)) && !workspace.mayAnyBePatched(certain) ? certain : [];
}
