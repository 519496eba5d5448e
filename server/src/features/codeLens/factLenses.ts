/** Lenses that say how a workload is: what was found in it, and how long a start and a hang last. */
import { type Message, timeRange } from '../../base/message.ts';
import { type Span, span, touches } from '../../base/span.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { Workload } from '../../manifest/workload.ts';
import type { Finding } from '../../rules/finding.ts';
import { containerTiming } from '../containerTiming.ts';
import { type WorkloadInFile, workloadsIn } from '../simulation/workloads.ts';
import { lensMessages as say } from './messages.ts';

export interface FactLens {
  /** The beginning of the workload's text. */
  readonly span: Span;
  /** The whole workload. */
  readonly extent: Span;
  readonly title: Message;
  /** The first finding that it counts; undefined where it counts none. */
  readonly finding?: Finding;
}

/** `findings` are those that the editor shows. */
export function factLenses(file: ManifestFile, findings: readonly Finding[]): FactLens[] {
  return workloadsIn(file)
    .filter(({ workload }) => workload.pod.containers.length > 0)
    .flatMap((placed) => {
      const at = { span: span(placed.extent.start, placed.extent.start), extent: placed.extent };
      return [...counts(placed, findings), ...windows(placed.workload)].map((lens) => ({ ...at, ...lens }));
    });
}

function counts({ extent }: WorkloadInFile, findings: readonly Finding[]): Omit<FactLens, 'span' | 'extent'>[] {
  const within = findings.filter(({ span: { start } }) => touches(extent, start));
  const [errors, warnings] = (['error', 'warning'] as const).map((level) =>
    within.filter(({ severity }) => severity === level),
  ) as [Finding[], Finding[]];
  const finding = errors[0] ?? warnings[0];
  if (!finding) return [];
  const error = say.errors({ count: errors.length });
  const warning = say.warnings({ count: warnings.length });
  const title =
    errors.length === 0 ? warning : warnings.length === 0 ? error : say.both({ first: error, second: warning });
  return [{ title, finding }];
}

/** Of all containers together: ready is who is ready last, and each that is watched ends a hang of its own. */
function windows(workload: Workload): Omit<FactLens, 'span' | 'extent'>[] {
  const containers = workload.pod.allContainers.filter(({ runsOn }) => runsOn);
  const timings = containers.map((container) => ({
    probes: container.probes.map(({ type }) => type),
    timing: containerTiming(workload, container, ['startup', 'readiness', 'liveness']),
  }));
  if (timings.some(({ timing }) => timing === undefined)) return [];
  const ready = timings.flatMap(({ probes, timing }) =>
    probes.includes('readiness') || probes.includes('startup') ? [timing!.ready] : [],
  );
  const hangs = timings.flatMap(({ timing }) => {
    const hang = timing!.stopsAnswering?.hang;
    return hang?.restarted ? [hang.restarted.heeds] : [];
  });
  const parts = [
    ...(ready.length > 0
      ? [
          say.ready({
            window: timeRange({
              bestMs: Math.max(...ready.map(({ bestMs }) => bestMs)),
              worstMs: Math.max(...ready.map(({ worstMs }) => worstMs)),
            }),
          }),
        ]
      : []),
    ...(hangs.length > 0
      ? [
          say.restart({
            window: timeRange({
              bestMs: Math.min(...hangs.map(({ bestMs }) => bestMs)),
              worstMs: Math.max(...hangs.map(({ worstMs }) => worstMs)),
            }),
          }),
        ]
      : []),
  ];
  const [first, second] = parts;
  if (!first) return [];
  return [{ title: second ? say.both({ first, second }) : first }];
}
