/** Fields of a pod that the engine does not heed although they may decide what becomes of it. */
import type { ManifestNode } from '../../manifest/node.ts';
import type { Workload } from '../../manifest/workload.ts';
import type { OpenEnd } from '../../simulation/notes.ts';

/** In the order of the fields; paths are those of the pod, as in a `Trace`. */
export function ignoredFields({ pod }: Workload): OpenEnd[] {
  const { spec } = pod;
  const ofPod = podFields.flatMap(([path, matters]) => {
    const node = spec.at(path);
    return node.isSet && matters(node) ? [`spec.${path.join('.')}`] : [];
  });
  const ofContainers = ['initContainers', 'containers'].flatMap((list) =>
    spec
      .get(list)
      .items()
      .flatMap((container, index) => ofContainer(container, spec).map((path) => `spec.${list}[${index}].${path}`)),
  );
  return [...ofPod, ...ofContainers].map((field) => ({ field, what: 'ignored' }));
}

type Matters = (node: ManifestNode) => boolean;

const always: Matters = () => true;
const isRequired: Matters = (node) => node.get('requiredDuringSchedulingIgnoredDuringExecution').items().length > 0;

const podFields: readonly (readonly [path: readonly string[], matters: Matters])[] = [
  [['schedulerName'], ({ string }) => string !== 'default-scheduler'],
  [['runtimeClassName'], always],
  [['resourceClaims'], (node) => node.items().length > 0],
  [['affinity', 'podAffinity'], isRequired],
  [['affinity', 'podAntiAffinity'], isRequired],
  [
    ['topologySpreadConstraints'],
    (node) => node.items().some((one) => one.get('whenUnsatisfiable').string !== 'ScheduleAnyway'),
  ],
];

function ofContainer(container: ManifestNode, spec: ManifestNode): string[] {
  const effective = (field: string) => {
    const own = container.get('securityContext').get(field);
    return own.isSet ? own : spec.get('securityContext').get(field);
  };
  // Whether the image's user is root is not known.
  const isUserUnknown = effective('runAsNonRoot').value === true && !effective('runAsUser').isSet;
  return [
    ...(isUserUnknown ? ['securityContext.runAsNonRoot'] : []),
    ...(container.get('lifecycle').get('stopSignal').isSet ? ['lifecycle.stopSignal'] : []),
  ];
}
