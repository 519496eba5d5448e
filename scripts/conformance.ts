/**
 * Holds the product against recordings of the real Kubernetes: `npm run conformance [-- FILE…]`. Prints how many
 * recorded entries are met, by kind, and the first difference of every case that fails. Other formats register below.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { verdicts } from '../test/conformance/apiserver/report.ts';
import { rollouts } from '../test/conformance/controllers/report.ts';
import { compare, firstDifference, kinds } from '../test/conformance/kubelet/compare.ts';
import type { RecordedTimeline } from '../test/conformance/kubelet/recording.ts';
import { replay } from '../test/conformance/kubelet/replay.ts';
import { prints } from '../test/conformance/printer/report.ts';
import { schedulings } from '../test/conformance/scheduler/report.ts';
import { templates } from '../test/conformance/template/report.ts';
import { readings } from '../test/conformance/yaml/report.ts';

interface Format {
  readonly title: string;
  recognizes(records: readonly Record<string, unknown>[]): boolean;
  /** Prints a report and returns whether everything is met. */
  report(
    records: readonly Record<string, unknown>[],
    options: { readonly verbose: boolean; readonly file: string },
  ): boolean;
}

const timelines: Format = {
  title: 'timelines of the kubelet',
  recognizes: ([first]) => first !== undefined && 'timeline' in first && 'case' in first,
  report: (records, { verbose }) => {
    const recorded = records as unknown as readonly RecordedTimeline[];
    const comparisons = recorded.map((timeline) => compare(timeline, replay(timeline)));
    const failing = comparisons.filter(({ passed }) => !passed);
    for (const comparison of failing) {
      const { missing, unexpected } = comparison;
      console.log(`${comparison.name}: ${missing.length} missing, ${unexpected.length} unexpected`);
      console.log(firstDifference(comparison));
      if (verbose) for (const entry of [...missing, ...unexpected]) console.log(`    ${JSON.stringify(entry)}`);
    }
    for (const kind of kinds) {
      const expected = sum(comparisons.map(({ byKind }) => byKind[kind].expected));
      const met = sum(comparisons.map(({ byKind }) => byKind[kind].met));
      console.log(`${kind.padEnd(8)}${met} of ${expected}`);
    }
    console.log(`${comparisons.length - failing.length} of ${comparisons.length} cases pass`);
    return failing.length === 0;
  },
};

const formats: readonly Format[] = [timelines, schedulings, rollouts, prints, templates, readings, verdicts];
const recordings = path.join(import.meta.dirname, '../test/conformance');
const defaultFiles = [
  'kubelet/recorded-1.33.json',
  'kubelet/kubelet-1.34.json',
  'kubelet/recorded-1.34.json',
  'kubelet/recorded-1.35.json',
  'kubelet/given-1.36.json',
  'kubelet/recorded-1.36.json',
  'kubelet/given-1.37.json',
  'kubelet/recorded-1.37.json',
  'scheduler/scheduler-1.34.json',
  'controllers/controllers-1.34.json',
  'printer/printer-1.34.json',
  'template/templates.json',
  'yaml/generated-1.37.json',
  'yaml/corpus-1.37.json',
  'apiserver/given-1.34.json',
  'apiserver/generated-1.34.json',
  'apiserver/mutants-1.34.json',
  'apiserver/differences-1.28.json',
  'apiserver/differences-1.37.json',
].map((file) => path.join(recordings, file));

function read(file: string): Record<string, unknown>[] {
  const text = readFileSync(file, 'utf8').trim();
  // Either one JSON array, or one JSON object a line.
  if (text.startsWith('[')) return JSON.parse(text) as Record<string, unknown>[];
  return text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function main(args: readonly string[]): number {
  const files = args.filter((arg) => !arg.startsWith('-'));
  const verbose = args.includes('--verbose');
  let met = true;
  for (const file of files.length > 0 ? files : defaultFiles) {
    if (!existsSync(file)) {
      console.error(`${file}: no such file`);
      return 2;
    }
    const records = read(file);
    const format = formats.find((candidate) => candidate.recognizes(records));
    if (format === undefined) {
      console.error(`${file}: not a recording that this knows (${formats.map(({ title }) => title).join(', ')})`);
      return 2;
    }
    console.log(`${path.basename(file)}: ${format.title}`);
    met = format.report(records, { verbose, file }) && met;
  }
  return met ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
