/** What the panel shows, as a file for others. */
import { chromeTrace } from '../../../server/src/simulation/export/chromeTrace.ts';
import { markdown } from '../../../server/src/simulation/export/markdown.ts';
import type { PaletteName } from '../../../server/src/simulation/export/palette.ts';
import { pictureOf } from '../../../server/src/simulation/export/picture.ts';
import { podReport, type Report, rolloutReport } from '../../../server/src/simulation/export/report.ts';
import { svg } from '../../../server/src/simulation/export/svg.ts';
import type { Simulation } from '../protocol.ts';
import { formatter } from '../text.ts';
import { png } from './paint.ts';

export type FileKind = 'svg' | 'png' | 'chromeTrace' | 'json';

export interface ExportedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const extensions: Readonly<Record<FileKind, string>> = {
  svg: 'svg',
  png: 'png',
  chromeTrace: 'trace.json',
  json: 'json',
};

export async function exportedFile(
  kind: FileKind,
  simulation: Simulation,
  palette: PaletteName,
): Promise<ExportedFile> {
  const name = `${fileName(simulation)}.${extensions[kind]}`;
  return { name, content: await contentOf(kind, simulation, palette) };
}

function contentOf(kind: FileKind, simulation: Simulation, palette: PaletteName): string | Promise<Uint8Array> {
  switch (kind) {
    case 'svg':
      return svg(pictureOf(reportOf(simulation), { palette }));
    case 'png':
      return png(pictureOf(reportOf(simulation), { palette }));
    case 'chromeTrace':
      return chromeTrace(reportOf(simulation));
    case 'json':
      return `${JSON.stringify(simulation.trace)}\n`;
  }
}

/** For a pull request; `before` is the run that this one is held against. */
export function markdownOf(simulation: Simulation, before?: Simulation): string {
  return markdown(reportOf(simulation), formatter, before && reportOf(before));
}

function reportOf(simulation: Simulation): Report {
  const { workload, scenario, scenarios } = simulation;
  const title = scenarios.find(({ name }) => name === scenario)?.title ?? scenario;
  if (simulation.view !== 'pod') return rolloutReport({ ...simulation, scenario: title }, formatter);
  const { trace, windows } = simulation;
  return podReport({ name: workload.name, scenario: title, trace, windows }, formatter);
}

/** Of workload and scenario, without what a file system has no place for. */
export function fileName({ workload, scenario, view }: Simulation): string {
  const last = scenario.slice(scenario.lastIndexOf('/') + 1).replace(/\.scenario\.\w+$/, '');
  const parts = [workload.name, ...(view === 'pod' ? [] : ['rollout']), last];
  return parts.map((part) => part.replace(/[^\w.-]+/g, '-')).join('-');
}
