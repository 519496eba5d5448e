/** `probewise tune`: probe settings that meet wishes, as the editor finds them. */
import { resolve } from 'node:path';
import { LineIndex } from '../../base/lineIndex.ts';
import { applyEdits } from '../../base/textEdit.ts';
import { type TunedWorkload, tuneWorkload } from '../../features/tune/tuneWorkload.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import { writeFileAtomically } from '../../node/writeFileAtomically.ts';
import type { TuneWishes } from '../../simulation/tune.ts';
import { type GivenValues, isChartFolder } from '../charts.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { formatter } from '../formatter.ts';
import { isOverlayFolder } from '../overlays.ts';
import { harmless, harmlessLine } from '../plainText.ts';
import { chooseWorkload } from '../simulationArguments.ts';
import { readSimulationFile } from '../simulationFiles.ts';
import type { Terminal } from '../terminal.ts';
import { ioReason, UsageError } from '../usageError.ts';
import { tuneCommandMessages as say } from './messages.ts';

export const formats = ['text', 'json'] as const;

export interface TuneArguments extends GivenValues {
  readonly format: (typeof formats)[number];
  readonly workload?: string;
  readonly container?: string;
  /** Milliseconds, like the other wishes. */
  readonly start?: number;
  readonly restart?: number;
  readonly traffic?: number;
  readonly outage?: number;
  readonly write?: boolean;
}

export async function tune(path: string, args: TuneArguments, terminal: Terminal): Promise<ExitCode> {
  const wishes = wishesOf(args);
  if (Object.keys(wishes).length === 0) throw new UsageError(say.noWishes());
  const isFile = path !== '-' && !isChartFolder(path, terminal.cwd) && !isOverlayFolder(path, terminal.cwd);
  if (args.write === true && !isFile) throw new UsageError(say.cannotWrite());
  const { file } = await readSimulationFile(path, args, terminal);
  const chosen = chooseWorkload(file, args.workload, path);
  const tuned = tuneWorkload(file, {
    workload: chosen.id,
    ...(args.container === undefined ? {} : { container: args.container }),
    wishes,
  });
  if ('error' in tuned) throw new UsageError(tuned.error, path);
  const writes = args.write === true && tuned.edits.length > 0;
  if (writes) write(resolve(terminal.cwd, path), path, applyEdits(file.text, tuned.edits));
  terminal.stdout.write(
    args.format === 'json' ? asJson(file, tuned, wishes) : asText(tuned, writes ? path : undefined),
  );
  return tuned.result !== undefined && 'probes' in tuned.result ? exitCodes.ok : exitCodes.found;
}

function wishesOf({ start, restart, traffic, outage }: TuneArguments): TuneWishes {
  const wishes = { startSeconds: start, restartSeconds: restart, trafficSeconds: traffic, outageSeconds: outage };
  return Object.fromEntries(
    Object.entries(wishes).flatMap(([name, ms]) => (ms === undefined ? [] : [[name, ms / 1000]])),
  );
}

function write(path: string, name: string, text: string): void {
  try {
    writeFileAtomically(path, text);
  } catch (error) {
    throw new UsageError(ioReason(error), name);
  }
}

function asText({ workload, container, report }: TunedWorkload, writtenTo: string | undefined): string {
  const subject = formatter.text(say.subject({ workload, container }));
  const lines = report.map((message) => `  ${formatter.text(message)}`);
  const written = writtenTo === undefined ? [] : [formatter.text(say.written({ file: writtenTo }))];
  return `${[subject, ...lines, ...written].map(harmlessLine).join('\n')}\n`;
}

/** The settings, or why there are none; the report is for people, in English. */
function asJson(file: ManifestFile, { workload, container, result, report, edits }: TunedWorkload, wishes: TuneWishes) {
  const lines = new LineIndex(file.text);
  const found =
    result === undefined || !('probes' in result)
      ? { ...(result ?? {}) }
      : { probes: result.probes, attemptsPerHour: result.attemptsPerHour };
  const answer = {
    version: 1,
    workload,
    container,
    wishes,
    ...found,
    report: report.map((message) => formatter.text(message)),
    edits: edits.map(({ span, newText }) => ({
      range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
      newText,
    })),
  };
  return `${harmless(JSON.stringify(answer))}\n`;
}
