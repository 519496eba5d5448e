/** Which volumes of a pod the API server doesn't count, because something is wrong with them. */
import { type GateSettings, isGateOn } from '../../kubernetes/gates.ts';
import { checkDns1123Label } from '../../kubernetes/names.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { PodModel } from '../../manifest/podModel.ts';
import type { Workload } from '../../manifest/workload.ts';
import { checkClaim } from '../claimSpec.ts';
import type { RuleContext } from '../rule.ts';
import { isDropped } from '../structure/guardedFields.ts';
import { problemsOf } from '../structure/problems.ts';
import { checkVolume } from './invalidVolumeSource.ts';
import { volumesOf } from './podVolumes.ts';

const known = new WeakMap<
  PodModel,
  { kubernetes: string; gates: GateSettings | undefined; names: ReadonlySet<string> }
>();

/** The names that only such volumes have. Upstream: `ValidateVolumes`. */
export function brokenVolumesOf(workload: Workload, pod: PodModel, context: RuleContext): ReadonlySet<string> {
  const { kubernetes, gates } = context;
  let entry = known.get(pod);
  if (entry?.kubernetes !== kubernetes || entry.gates !== gates) {
    const volumes = volumesOf(workload, pod);
    const hasImages = isGateOn('ImageVolume', kubernetes, gates);
    // Without the gate, volumes with an image are dropped with their mounts.
    const isBroken = (volume: ManifestNode) =>
      (hasImages || !volume.get('image').isSet) && hasFault(volume, workload, context);
    const whole = new Set(volumes.filter((volume) => !isBroken(volume)).flatMap(nameOf));
    entry = { kubernetes, gates, names: new Set(volumes.flatMap(nameOf).filter((name) => !whole.has(name))) };
    known.set(pod, entry);
  }
  return entry.names;
}

function nameOf(volume: ManifestNode): string[] {
  const name = volume.get('name').string;
  return name === undefined ? [] : [name];
}

/** Whether the API server finds something wrong with a volume. */
export function hasFault(volume: ManifestNode, { object, kind }: Workload, context: RuleContext): boolean {
  const { kubernetes } = context;
  const [name] = nameOf(volume);
  if (name !== undefined && checkDns1123Label(name).length > 0) return true;
  if (!checkVolume(volume, kubernetes, kind.kind === 'Pod').next().done) return true;
  const claim = volume.get('ephemeral').get('volumeClaimTemplate');
  if (claim.isMap && !checkClaim(claim.get('spec'), kubernetes).next().done) return true;
  const isInside = (path: readonly (string | number)[]) => volume.path.every((step, index) => path[index] === step);
  return (['missingRequired', 'notInEnum'] as const).some((kind) =>
    problemsOf(object, kubernetes, kind).some(({ path }) => isInside(path) && !isDropped(object, path, context)),
  );
}
