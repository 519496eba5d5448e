/** Numbers of a simulation that can be turned to see what would be, and what the simulation is with them turned. */

import { probeDefaults } from '../../../server/src/kubernetes/defaults.ts';
import type { Container, Pod, Probe } from '../../../server/src/kubernetes/pod.ts';
import type { Scenario } from '../../../server/src/lifecycle/world/scenario.ts';
import type { PodInput } from '../../../server/src/simulation/simulatePod.ts';
import { panelMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';

export interface Knob {
  /** The field of the pod, as in a trace; of the scenario, its path there. */
  readonly id: string;
  readonly of: 'pod' | 'scenario';
  readonly container: string;
  /** What it belongs to, e.g. `livenessProbe`. */
  readonly group: string;
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** Which knobs are turned, and to what. */
export type Turned = ReadonlyMap<string, number>;

const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const timings = [
  { name: 'initialDelaySeconds', min: 0, max: 300 },
  { name: 'periodSeconds', min: 1, max: 60 },
  { name: 'timeoutSeconds', min: 1, max: 60 },
  { name: 'failureThreshold', min: 1, max: 30 },
  { name: 'successThreshold', min: 1, max: 10 },
] as const;

/** The start-up time of each container, and the five numbers of each of its probes; values are those before turning. */
export function knobsOf({ pod, scenario }: PodInput): Knob[] {
  return placedContainers(pod).flatMap(({ container, path }) => {
    const { name } = container;
    const startup: Knob = {
      id: `containers.${name}.startupSeconds`,
      of: 'scenario',
      container: name,
      group: textOf(say.scenario()),
      label: textOf(say.startupTime()),
      value: scenario.containers?.[name]?.startupSeconds ?? 0,
      min: 0,
      max: 180,
    };
    const numbers = probes.flatMap((type) => {
      const probe = container[type];
      return probe === undefined ? [] : probeKnobs(probe, type, `${path}.${type}`, name);
    });
    return [startup, ...numbers];
  });
}

function probeKnobs(probe: Probe, type: (typeof probes)[number], path: string, container: string): Knob[] {
  return (
    timings
      // The API server takes no other value than 1 of the others.
      .filter(({ name }) => name !== 'successThreshold' || type === 'readinessProbe')
      .map(({ name, min, max }) => {
        const value = probe[name] ?? probeDefaults[name];
        const reach = Math.max(max, value);
        return { id: `${path}.${name}`, of: 'pod', container, group: type, label: name, value, min, max: reach };
      })
  );
}

/** Init containers that end have no probes. */
function placedContainers({ spec }: Pod): { readonly container: Container; readonly path: string }[] {
  const placed = (containers: readonly Container[], list: string) =>
    containers.map((container, index) => ({ container, path: `spec.${list}[${index}]` }));
  return [
    ...placed(spec.containers, 'containers'),
    ...placed(spec.initContainers ?? [], 'initContainers').filter(
      ({ container }) => container.restartPolicy === 'Always',
    ),
  ];
}

/** The input with some knobs turned; the original stays as it is. */
export function turn(input: PodInput, turned: Turned): PodInput {
  return { ...input, pod: turnPod(input.pod, turned), scenario: turnScenario(input, turned) };
}

function turnPod(pod: Pod, turned: Turned): Pod {
  const turnList = (containers: readonly Container[], list: string) =>
    containers.map((container, index) => {
      const changed: Partial<Record<(typeof probes)[number], Probe>> = {};
      for (const type of probes) {
        const probe = container[type];
        if (probe === undefined) continue;
        const path = `spec.${list}[${index}].${type}`;
        const numbers = timings.flatMap(({ name }) => {
          const value = turned.get(`${path}.${name}`);
          return value === undefined ? [] : [[name, value] as const];
        });
        if (numbers.length > 0) changed[type] = { ...probe, ...Object.fromEntries(numbers) };
      }
      return { ...container, ...changed };
    });
  const { spec } = pod;
  return {
    ...pod,
    spec: {
      ...spec,
      containers: turnList(spec.containers, 'containers'),
      ...(spec.initContainers === undefined ? {} : { initContainers: turnList(spec.initContainers, 'initContainers') }),
    },
  };
}

function turnScenario({ pod, scenario }: PodInput, turned: Turned): Scenario {
  const containers = { ...scenario.containers };
  for (const { container } of placedContainers(pod)) {
    const startupSeconds = turned.get(`containers.${container.name}.startupSeconds`);
    if (startupSeconds !== undefined) containers[container.name] = { ...containers[container.name], startupSeconds };
  }
  return { ...scenario, containers };
}

/** The turned fields of the manifest, to be written there. */
export function editsOf(turned: Turned): { readonly field: string; readonly value: number }[] {
  return [...turned].flatMap(([field, value]) => (field.startsWith('spec.') ? [{ field, value }] : []));
}
