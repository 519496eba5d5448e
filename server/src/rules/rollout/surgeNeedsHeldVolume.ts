import { resolveFenceposts } from '../../kubernetes/rollingUpdate.ts';
import { deploymentDefaults } from '../../kubernetes/workloadDefaults.ts';
import { addMapping } from '../../manifest/edit.ts';
import { asInteger, readField } from '../../manifest/field.ts';
import { type ObjectFacts, shownName } from '../../manifest/index/facts.ts';
import type { Workspace } from '../../manifest/index/workspace.ts';
import type { IndexedObject } from '../../manifest/index/workspaceIndex.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { defineRule } from '../rule.ts';

/**
 * A volume that can be in one place only keeps the new pod of a surge waiting for the old one, which goes only once the
 * new one is ready. Upstream: `reportMultiAttachError` in `pkg/controller/volume/attachdetach/reconciler`,
 * `pkg/scheduler/framework/plugins/volumerestrictions`.
 */
export const surgeNeedsHeldVolume = defineRule({
  meta: {
    id: 'surge-needs-held-volume',
    severity: 'warning',
    appliesTo: 'workloadInWorkspace',
    summary: 'An update that starts a new pod first does not need a volume that only the old one can have.',
    messages: {
      onePod: {
        text: 'Claim {claim} is for one pod (ReadWriteOncePod): an update’s new pod stays Pending, and the old one never goes.',
        detail:
          'The update starts the new pod first (maxSurge) and lets no old one go (maxUnavailable rounds down to 0). Set strategy type: Recreate.',
      },
      oneNode: {
        text: 'Claim {claim} is for one node (ReadWriteOnce): on another node an update’s new pod waits, and the old one never goes.',
        detail:
          'The update starts the new pod first (maxSurge) and lets no old one go (maxUnavailable rounds down to 0). Where the scheduler takes another node, the new pod stays in ContainerCreating (FailedAttachVolume) and the update never ends. Set strategy type: Recreate, or ReadWriteMany where the storage supports it.',
      },
      claim: 'The claim and its access modes',
      recreate: 'Set the strategy’s type to Recreate',
    },
    references: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    ],
  },
  *check({ workload, pod, facts, workspace }) {
    if (workload.kind.kind !== 'Deployment' || workspace.mayBePatched(facts)) return;
    const spec = workload.object.root.get('spec');
    const strategy = spec.get('strategy');
    const update = strategy.get('rollingUpdate');
    const [surge, unavailable] = [update.get('maxSurge'), update.get('maxUnavailable')];
    const isOpen = [strategy, strategy.get('type'), update, surge, unavailable].some(({ unknown }) => unknown);
    if (isOpen || update.partial || strategy.get('type').string === 'Recreate') return;
    // Only one pod can be meant where only one can have the volume.
    const replicas = readField(spec.get('replicas'), { read: asInteger, default: 1 }).value;
    if (replicas !== 1 || workspace.isAutoscaled(facts)) return;
    const bounds = resolveFenceposts(
      surge.isSet ? (surge.integer ?? surge.string) : deploymentDefaults.maxSurge,
      unavailable.isSet ? (unavailable.integer ?? unavailable.string) : deploymentDefaults.maxUnavailable,
      replicas,
    );
    if (bounds.maxSurge === 0 || bounds.maxUnavailable > 0) return;
    for (const volume of pod.spec.get('volumes').items()) {
      const node = volume.get('persistentVolumeClaim').get('claimName');
      const claim = node.string === undefined ? undefined : claimNamed(node.string, facts, workspace);
      if (claim === undefined) continue;
      const mode = exclusiveMode(claim.facts);
      if (mode === undefined || (mode === 'oneNode' && staysOnItsNode(pod.spec))) continue;
      yield {
        message: mode,
        at: node,
        data: { claim: shownName(claim.facts) },
        related: [{ at: claim, message: 'claim' }],
        fixes: () => {
          const edits = strategy.isSet ? undefined : addMapping(spec, 'strategy', { type: 'Recreate' });
          return [{ title: 'recreate', safe: false, edits }];
        },
      };
    }
  },
});

/** The claim in view, where all that it could be are the same. */
function claimNamed(name: string, { namespace }: ObjectFacts, workspace: Workspace): IndexedObject | undefined {
  const claims = workspace
    .objectsNamed('PersistentVolumeClaim', name)
    .filter(({ facts }) => facts.namespace === namespace && facts.claim !== undefined);
  return claims.length === 1 ? claims[0] : undefined;
}

function exclusiveMode({ claim }: ObjectFacts): 'onePod' | 'oneNode' | undefined {
  const { accessModes = [], storageClassName } = claim ?? {};
  if (accessModes.includes('ReadWriteOncePod')) return 'onePod';
  if (!accessModes.includes('ReadWriteOnce') || accessModes.includes('ReadWriteMany')) return undefined;
  // A volume that lies on a node keeps its pods there.
  const isLocal = typeof storageClassName === 'string' && /local|host-?path/i.test(storageClassName);
  return isLocal ? undefined : 'oneNode';
}

/** Whether the pod can only be where the other one is, or somebody has thought of it. */
function staysOnItsNode(spec: ManifestNode): boolean {
  const selector = spec.get('nodeSelector');
  const affinity = spec.get('affinity');
  return (
    spec.get('nodeName').isSet ||
    selector.unknown ||
    selector.get('kubernetes.io/hostname').isSet ||
    affinity.unknown ||
    affinity.get('podAffinity').isSet ||
    affinity.get('nodeAffinity').isSet
  );
}
