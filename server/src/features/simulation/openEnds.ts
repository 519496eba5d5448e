/** What templates leave open of a pod: it is simulated all the same, and this says how. */
import type { ManifestNode } from '../../manifest/node.ts';
import { probeTimings } from '../../manifest/podModel.ts';
import type { Workload } from '../../manifest/workload.ts';
import type { OpenEnd } from '../../simulation/notes.ts';

/** Fields of a pod and of its containers that the engine looks at. What commands do is the scenario's. */
const podFields = [
  'restartPolicy',
  'terminationGracePeriodSeconds',
  'activeDeadlineSeconds',
  'nodeSelector',
  'tolerations',
  'affinity',
  'readinessGates',
  'schedulingGates',
  'imagePullSecrets',
  'containers',
  'initContainers',
];
const containerFields = [
  'image',
  'imagePullPolicy',
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'restartPolicy',
];

/** Without them nothing runs, so they are made up; see `plainPod`. */
const madeUp: ReadonlySet<string | number> = new Set(['image', 'containerPort', 'port']);
const withDefaults: ReadonlySet<string | number> = new Set([
  ...probeTimings,
  'restartPolicy',
  'terminationGracePeriodSeconds',
  'imagePullPolicy',
]);

/** In the order of the fields; paths are those of the pod, as in a `Trace`. */
export function openEnds({ pod, object }: Workload): OpenEnd[] {
  // What a patch or an operator leaves open is no template's doing.
  if (object.isPatch) return [];
  return podFields.flatMap((name) => {
    const node = pod.spec.get(name);
    const field = `spec.${name}`;
    if (!node.isList || !name.endsWith('ontainers')) return below(node, field);
    return node.items().flatMap((container, index) => {
      const own = `${field}[${index}]`;
      if (container.unknown) return below(container, own);
      return containerFields.flatMap((key) => below(container.get(key), `${own}.${key}`));
    });
  });
}

/** Of a field that is written; one that is not has its default, as anywhere else. */
function below(node: ManifestNode, field: string): OpenEnd[] {
  if (!node.present) return [];
  if (node.unknown || (node.value === null && node.partial)) return [{ field, what: whatOf(node.path.at(-1)) }];
  const inside = node.isList
    ? node.items().flatMap((item, index) => below(item, `${field}[${index}]`))
    : node.fields().flatMap(({ key, node: child }) => (key === 'exec' ? [] : below(child, `${field}.${key}`)));
  return node.isMap && node.partial ? [...inside, { field, what: 'mayHaveMore' }] : inside;
}

function whatOf(name: string | number | undefined): OpenEnd['what'] {
  if (name !== undefined && madeUp.has(name)) return 'madeUp';
  return name !== undefined && withDefaults.has(name) ? 'default' : 'leftOut';
}
