/** Simulates the pod of a manifest's workload. */
import { LineIndex } from '../../base/lineIndex.ts';
import { defaultPod } from '../../kubernetes/defaults.ts';
import type { GateSettings } from '../../kubernetes/gates.ts';
import type { Pod } from '../../kubernetes/pod.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { readLabels } from '../../manifest/labels.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import type { Workload } from '../../manifest/workload.ts';
import { tooFar } from '../../simulation/horizon.ts';
import { type ReleaseToSimulate, releaseToSimulate } from '../../simulation/release.ts';
import { type SimulationFailure, scenarioFor } from '../../simulation/scenarios.ts';
import { type PodInput, type PodRun, simulatePod } from '../../simulation/simulatePod.ts';
import type { ServedBy } from '../../simulation/traffic.ts';
import { targetOf } from '../target.ts';
import { simulationFailures as say } from './messages.ts';
import { chooseWorkload, type WorkloadInFile, type WorkloadWish, workloadsIn } from './workloads.ts';

export interface SimulationRequest extends WorkloadWish {
  /** Name of a preset, or a scenario of one's own; without it the first preset. */
  readonly scenario?: string | Scenario;
  /** How much of the pod's life; without it until it has settled, see {@link simulatePod}. */
  readonly untilMs?: number;
  /** Release to simulate, e.g. `1.33`; a comment in the file wins, and without both it is the newest. */
  readonly kubernetes?: string | undefined;
  /** Feature gates that the cluster has otherwise than its release; a comment in the file adds to them. */
  readonly gates?: GateSettings | undefined;
}

export interface Simulation extends PodRun {
  readonly workload: WorkloadInFile;
  readonly release: ReleaseToSimulate;
  /** What was run. Its pod is as the API server stores it, defaults filled in. */
  readonly input: PodInput;
}

/** Simulates the pod of one workload. */
export function simulateWorkload(file: ManifestFile, request: SimulationRequest = {}): Simulation | SimulationFailure {
  const prepared = preparePod(file, request);
  return 'error' in prepared ? prepared : { ...prepared, ...simulatePod(prepared.input) };
}

/** What would be run, without running it. */
export function preparePod(
  file: ManifestFile,
  request: SimulationRequest,
): Pick<Simulation, 'workload' | 'release' | 'input'> | SimulationFailure {
  const workload = chooseWorkload(workloadsIn(file), request);
  if ('error' in workload) return workload;
  const pod = podToSimulate(file, workload);
  if ('error' in pod) return pod;
  const scenario = scenarioFor(pod, request.scenario);
  if ('error' in scenario) return scenario;
  const { untilMs } = request;
  const far = tooFar(scenario, untilMs);
  if (far !== undefined) return far;
  const { kubernetes, gates } = targetOf(file.text, request.kubernetes, request.gates);
  const release = releaseToSimulate(kubernetes);
  return {
    workload,
    release,
    input: {
      pod,
      scenario,
      kubernetes: release.simulated,
      ...(gates === undefined ? {} : { gates }),
      ...servicesOf(file, workload, pod),
      ...(untilMs === undefined ? {} : { untilMs }),
    },
  };
}

/** The workload's pod as the API server stores it, or why there is none to simulate. */
export function podToSimulate(file: ManifestFile, placed: WorkloadInFile): Pod | SimulationFailure {
  const { workload, label } = placed;
  const line = brokenLine(file, placed);
  if (line !== undefined) return { error: say.brokenYaml({ workload: label, line }) };
  const { object, pod: model } = workload;
  if (isPartOfPod(workload)) return { error: say.patch({ workload: label }) };
  if (model.template.unknown && (model.template.present || !object.isPatch)) {
    return { error: say.fromTemplate({ workload: label }) };
  }
  const pod = defaultPod(plainPod(workload));
  return pod.spec.containers.length > 0 ? pod : { error: say.noContainers({ workload: label }) };
}

/** A patch that a kustomization uses, or what looks like one and lacks an image: there is more to the pod than is here. */
function isPartOfPod({ object, pod }: Workload): boolean {
  if (!object.isPatch || pod.containers.length === 0) return false;
  return object.context.role === 'patch' || pod.containers.some(({ image }) => !image.node.isSet);
}

/** Where the YAML breaks, counted from 1: a guess at what it means would play a pod that nobody wrote. */
function brokenLine({ documents, text }: ManifestFile, { offset }: WorkloadInFile): number | undefined {
  const [problem] = documents.find((candidate) => candidate.offset === offset)?.content.yaml.problems ?? [];
  return problem && new LineIndex(text).positionAt(offset + problem.span.start).line + 1;
}

/** What Services make of the pod. */
export function servicesOf(
  file: ManifestFile,
  { workload }: WorkloadInFile,
  pod: Pod,
): Pick<PodInput, 'endpoints' | 'publishNotReadyAddresses' | 'served'> {
  const services = servicesSelecting(file, pod);
  const served = servedBy(services, pod);
  return {
    endpoints: workload.kind.servedByServices,
    publishNotReadyAddresses: services.some((spec) => spec.get('publishNotReadyAddresses').value === true),
    ...(served === undefined ? {} : { served }),
  };
}

/** The specs of the file's Services that select the pod. */
function servicesSelecting({ documents }: ManifestFile, { metadata = {} }: Pod): ManifestNode[] {
  const labels = metadata.labels ?? {};
  return documents
    .flatMap(({ content }) => content.objects)
    .flatMap(({ kind, namespace = 'default', root }) => {
      const spec = root.get('spec');
      if (kind !== 'Service') return [];
      const selector = Object.entries(readLabels(spec.get('selector')) ?? {});
      const isSelected = selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
      return isSelected && namespace === (metadata.namespace ?? 'default') ? [spec] : [];
    });
}

/** What sends requests to the pod: a Service of the file, or one elsewhere where the pod has a port for it. */
function servedBy(services: readonly ManifestNode[], { spec: { containers } }: Pod): ServedBy | undefined {
  const [port] = services.flatMap((spec) => spec.get('ports').items());
  const targetPort =
    port && (port.get('targetPort').integer ?? port.get('targetPort').string ?? port.get('port').integer);
  if (targetPort !== undefined) return { targetPort };
  const hasPort = containers.some(({ ports = [] }) => ports.length > 0);
  return hasPort || services.length > 0 ? {} : undefined;
}
