/** What a scenario says in numbers: times, lengths, exit codes, requests. */
import type { Message } from '../../../server/src/base/message.ts';
import type { Container, Pod } from '../../../server/src/kubernetes/pod.ts';
import type { ContainerBehaviour, Happening } from '../../../server/src/lifecycle/world/containerBehaviour.ts';
import type { Scenario } from '../../../server/src/lifecycle/world/scenario.ts';
import { defaultTraffic } from '../../../server/src/lifecycle/world/traffic.ts';
import type { InputPath } from './inputPath.ts';
import type { Knob } from './knob.ts';
import { knobMessages as say } from './knobMessages.ts';

/** Of a container that something happens to again and again, the first ones. */
const mostHappenings = 6;

/** Knobs for what there is in the scenario; start-up time and requests can always be turned. */
export function scenarioKnobs({ spec }: Pod, scenario: Scenario): Knob[] {
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  return [
    ...containers.flatMap((container) => containerKnobs(container, spec, scenario.containers?.[container.name])),
    ...worldKnobs(scenario),
    ...trafficKnobs(scenario),
  ];
}

type Numbers = readonly (Knob | undefined)[];

function containerKnobs({ name, restartPolicy }: Container, spec: Pod['spec'], behaviour: ContainerBehaviour = {}) {
  const group = say.ofContainer({ container: name, part: say.scenario() });
  const knob = knobMaker(['scenario', 'containers', name], group);
  const { image, runs = [], happenings = [], probes = {}, hooks = {} } = behaviour;
  // An init container that ends is not waited for to start up.
  const isServing = restartPolicy === 'Always' || spec.containers.some((one) => one.name === name);
  const numbers: Numbers = [
    isServing ? knob(['startupSeconds'], say.startup(), behaviour.startupSeconds ?? 0, { max: 180 }) : undefined,
    image !== undefined ? knob(['image', 'pullSeconds'], say.pull(), image.pullSeconds, { max: 120 }) : undefined,
    knob(['image', 'errorUntilSeconds'], say.pullErrorUntil(), image?.errorUntilSeconds),
    ...runs.flatMap(({ exitAfterSeconds, exitCode, sigtermSeconds }, index): Numbers => {
      const count = index + 1;
      return [
        knob(['runs', index, 'exitAfterSeconds'], say.exitAfter({ count }), exitAfterSeconds, { max: 120 }),
        knob(['runs', index, 'exitCode'], say.exitCode({ count }), exitCode, exitCodes),
        knob(['runs', index, 'sigtermSeconds'], say.sigterm({ count }), sigtermSeconds, { max: 60 }),
      ];
    }),
    ...happenings
      .slice(0, mostHappenings)
      .flatMap((happening, index) =>
        happeningKnobs(happening, (path, ...rest) => knob(['happenings', index, ...path], ...rest)),
      ),
    ...(['startup', 'readiness', 'liveness'] as const).flatMap((type) =>
      (probes[type] ?? []).slice(0, mostHappenings).map(({ fromSeconds, result }, index) => {
        return knob(['probes', type, index, 'fromSeconds'], say.answerFrom({ type, result }), fromSeconds);
      }),
    ),
    ...(['postStart', 'preStop'] as const).map((hook) =>
      knob(['hooks', hook, 'seconds'], say.hook({ hook }), hooks[hook]?.seconds, { max: 60 }),
    ),
  ];
  return present(numbers);
}

const exitCodes = { max: 255 };

function happeningKnobs(
  { atSeconds, answers, seconds, exitCode, oomKilled }: Happening,
  knob: ReturnType<typeof knobMaker>,
): Numbers {
  const at = oomKilled
    ? say.oomAt()
    : exitCode !== undefined
      ? say.crashAt()
      : answers !== 'success'
        ? say.outageFrom()
        : seconds === undefined
          ? say.outageTo()
          : say.slowFrom();
  return [
    knob(['atSeconds'], at, atSeconds),
    knob(['seconds'], say.latency(), seconds, { max: 30, step: 0.1 }),
    knob(['exitCode'], say.crashCode(), exitCode, exitCodes),
  ];
}

function worldKnobs({ node, network, scheduling, delete: deletion, evict, volumes = {} }: Scenario): Knob[] {
  const knob = knobMaker(['scenario'], say.world());
  const attached = Object.entries(volumes).map(([name, { attachedElsewhere }]) =>
    knob(
      ['volumes', name, 'attachedElsewhere', 'untilSeconds'],
      say.volumeAttached({ volume: name }),
      attachedElsewhere?.untilSeconds,
    ),
  );
  return present([
    knob(['node', 'lostAtSeconds'], say.nodeLost(), node?.lostAtSeconds),
    knob(['node', 'backAtSeconds'], say.nodeBack(), node?.backAtSeconds),
    knob(['node', 'runtimeDownAtSeconds'], say.runtimeDown(), node?.runtimeDownAtSeconds),
    knob(['node', 'runtimeDownUntilSeconds'], say.runtimeBack(), node?.runtimeDownUntilSeconds),
    knob(['network', 'notReadyUntilSeconds'], say.networkReady(), network?.notReadyUntilSeconds),
    knob(['scheduling', 'unschedulableUntilSeconds'], say.scheduled(), scheduling?.unschedulableUntilSeconds),
    knob(['delete', 'atSeconds'], say.deleted(), deletion?.atSeconds),
    knob(['delete', 'gracePeriodSeconds'], say.grace(), deletion?.gracePeriodSeconds, { max: 120 }),
    knob(['evict', 'atSeconds'], say.evicted(), evict?.atSeconds),
    ...attached,
  ]);
}

function trafficKnobs({ traffic }: Scenario): Knob[] {
  const knob = knobMaker(['scenario', 'traffic'], say.traffic());
  const { requestsPerSecond, answerSeconds, knownAfterSeconds, keepAliveSeconds } = { ...defaultTraffic, ...traffic };
  return present([
    knob(['requestsPerSecond'], say.requests(), requestsPerSecond, { min: 1, max: 1000 }),
    knob(['answerSeconds'], say.answer(), answerSeconds, { max: 10, step: 0.1 }),
    knob(['knownAfterSeconds'], say.knownAfter(), knownAfterSeconds, { max: 30, step: 0.1 }),
    knob(['keepAliveSeconds'], say.keepAlive(), keepAliveSeconds, { max: 60 }),
  ]);
}

interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

function knobMaker(base: InputPath, group: Message) {
  return (
    path: readonly (string | number)[],
    label: Message,
    value: number | undefined,
    { min = 0, max = 600, step = 1 }: Range = {},
  ): Knob | undefined =>
    value === undefined ? undefined : { path: [...base, ...path], group, label, value, min, max, step };
}

function present(numbers: Numbers): Knob[] {
  return numbers.filter((knob) => knob !== undefined);
}
