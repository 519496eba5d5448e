/** Settings for the probes of a container in a manifest, as edits of its text. */
import type { Message } from '../../base/message.ts';
import { shift } from '../../base/span.ts';
import { inOrder, type TextEdit } from '../../base/textEdit.ts';
import { probeField } from '../../kubernetes/pod.ts';
import { addField, addMapping, replaceValue } from '../../manifest/edit.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { plainPod } from '../../manifest/plainPod.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { type TunedProbe, type TuneResult, type TuneWishes, tune } from '../../simulation/tune.ts';
import { tuneReport } from '../../simulation/tuneMessages.ts';
import { containerTiming } from '../containerTiming.ts';
import { chooseWorkload, type WorkloadWish, workloadsIn } from '../simulation/workloads.ts';
import { featureTuneMessages as say } from './messages.ts';

export interface TuneRequest extends WorkloadWish {
  /** By its name; without one, the container at the offset, else the first that has probes, else the first. */
  readonly container?: string;
  readonly wishes: TuneWishes;
}

export interface TunedWorkload {
  /** e.g. `Deployment web, container app`. */
  readonly workload: string;
  readonly container: string;
  /** What was found; undefined where a template hides what decides. */
  readonly result: TuneResult | undefined;
  readonly report: readonly Message[];
  /** None where nothing changes or nothing can be done. From the beginning of the file. */
  readonly edits: readonly TextEdit[];
}

export function tuneWorkload(file: ManifestFile, request: TuneRequest): TunedWorkload | { readonly error: Message } {
  const placed = chooseWorkload(workloadsIn(file), request);
  if ('error' in placed) return placed;
  const { workload, label, offset } = placed;
  const containers = workload.pod.allContainers.filter(({ runsOn }) => runsOn);
  const at = request.offset === undefined ? undefined : request.offset - offset;
  const container =
    containers.find(({ name }) => name.value === request.container) ??
    (request.container === undefined ? (containerAt(containers, at) ?? containers[0]) : undefined);
  const name = container?.name.value;
  if (!container || name === undefined) return { error: say.noContainer({ workload: label }) };
  const found = { workload: label, container: name };
  // Settings that are worked out from made-up values would be none.
  if (!containerTiming(workload, container, ['startup', 'readiness', 'liveness']))
    return { ...found, result: undefined, report: [say.templated()], edits: [] };
  const result = tune(plainPod(workload), name, request.wishes);
  const report = tuneReport(result, request.wishes);
  if (!('probes' in result)) return { ...found, result, report, edits: [] };
  const edits = result.probes.map((probe) => probeEdits(container, probe));
  if (edits.includes(undefined)) return { ...found, result, report: [...report, say.notWritable()], edits: [] };
  const moved = edits.flatMap((some) => some!).map(({ span, newText }) => ({ span: shift(span, offset), newText }));
  return { ...found, result, report, edits: inOrder(moved) ?? [] };
}

function containerAt(containers: readonly ContainerModel[], offset: number | undefined): ContainerModel | undefined {
  if (offset === undefined) return containers.find(({ probes }) => probes.length > 0);
  return (
    containers.find(({ node: { extent } }) => extent.start <= offset && offset <= extent.end) ??
    containers.find(({ probes }) => probes.length > 0)
  );
}

function probeEdits({ node, probes }: ContainerModel, tuned: TunedProbe): TextEdit[] | undefined {
  const { type, periodSeconds, failureThreshold, handler } = tuned;
  if (handler) return addMapping(node, probeField[type], { ...(handler as object), periodSeconds, failureThreshold });
  const probe = probes.find((one) => one.type === type);
  if (!probe) return undefined;
  const changes = (['periodSeconds', 'failureThreshold'] as const).map((name) => {
    const field = probe.timings[name];
    if (field.value === tuned[name]) return [];
    return field.node.present
      ? replaceValue(field.node, String(tuned[name]))
      : addField(probe.node, name, String(tuned[name]));
  });
  return changes.includes(undefined) ? undefined : changes.flatMap((edits) => edits!);
}
