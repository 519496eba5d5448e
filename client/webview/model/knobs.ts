/** Numbers of a simulation that can be turned to see what would be. */
import { podSpecDefaults, probeDefaults } from '../../../server/src/kubernetes/defaults.ts';
import type { Container, Pod } from '../../../server/src/kubernetes/pod.ts';
import type { Input, InputPath } from './inputPath.ts';
import type { Knob } from './knob.ts';
import { knobMessages as say } from './knobMessages.ts';
import { scenarioKnobs } from './scenarioKnobs.ts';
import { workloadKnobs } from './workloadKnobs.ts';

const probeTypes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const timings = [
  { name: 'initialDelaySeconds', min: 0, max: 300 },
  { name: 'periodSeconds', min: 1, max: 60 },
  { name: 'timeoutSeconds', min: 1, max: 60 },
  { name: 'failureThreshold', min: 1, max: 30 },
  { name: 'successThreshold', min: 1, max: 10 },
] as const;

/** What the scenario says in numbers, the numbers of each probe, and those of the workload. */
export function knobsOf(input: Input): Knob[] {
  const { pod, scenario } = input;
  return [
    ...scenarioKnobs(pod, scenario),
    ...probedContainers(pod).flatMap(({ container, path }) => probeKnobs(container, path)),
    {
      path: ['pod', 'spec', 'terminationGracePeriodSeconds'],
      group: say.pod(),
      label: say.field({ field: 'terminationGracePeriodSeconds' }),
      value: pod.spec.terminationGracePeriodSeconds ?? podSpecDefaults.terminationGracePeriodSeconds,
      min: 0,
      max: 120,
      step: 1,
    },
    ...('workload' in input ? workloadKnobs(input.workload) : []),
  ];
}

function probeKnobs(container: Container, path: InputPath): Knob[] {
  return probeTypes.flatMap((type) => {
    const probe = container[type];
    if (probe === undefined) return [];
    return (
      timings
        // The API server takes no other value than 1 of the others.
        .filter(({ name }) => name !== 'successThreshold' || type === 'readinessProbe')
        .map(({ name, min, max }) => ({
          path: [...path, type, name] as const,
          group: say.ofContainer({ container: container.name, part: say.field({ field: type }) }),
          label: say.field({ field: name }),
          value: probe[name] ?? probeDefaults[name],
          min,
          max,
          step: 1,
        }))
    );
  });
}

/** Init containers that end have no probes. */
function probedContainers({ spec }: Pod): { readonly container: Container; readonly path: InputPath }[] {
  const placed = (containers: readonly Container[], list: string) =>
    containers.map((container, index) => ({ container, path: ['pod', 'spec', list, index] as const }));
  return [
    ...placed(spec.containers, 'containers'),
    ...placed(spec.initContainers ?? [], 'initContainers').filter(
      ({ container }) => container.restartPolicy === 'Always',
    ),
  ];
}
