import { describe, expect, test } from 'vitest';
import { rolloutOf } from '../../../../client/webview/testing/rollouts.ts';
import { podOf, traceOf } from '../../../../client/webview/testing/traces.ts';
import { formatter } from '../../../../client/webview/text.ts';
import fc from '../../../../test/support/fastCheck.ts';
import { momentWindows } from '../momentWindows.ts';
import { chromeTrace } from './chromeTrace.ts';
import { markdown } from './markdown.ts';
import { mermaidStatements } from './mermaid.ts';
import { pictureOf } from './picture.ts';
import { podReport, type Report, rolloutReport } from './report.ts';
import { svg } from './svg.ts';

function deadlock(name = 'web'): Report {
  const trace = traceOf('deadlock');
  const windows = momentWindows(trace, podOf(), { name: 'deadlock' });
  return podReport({ name, scenario: 'Deadlock', trace, windows }, formatter);
}

function update(): Report {
  const { scenario, ...simulation } = rolloutOf(undefined, { scenario: 'crash-on-boot' });
  return rolloutReport({ ...simulation, scenario }, formatter);
}

describe('Chrome’s trace format', () => {
  interface Event {
    readonly ph: string;
    readonly name: string;
    readonly pid: number;
    readonly tid: number;
    readonly ts: number;
    readonly dur?: number;
    readonly args?: { readonly name?: string; readonly why?: string };
  }
  const eventsOf = (report: Report) => (JSON.parse(chromeTrace(report)) as { traceEvents: Event[] }).traceEvents;

  test.each([
    ['a pod', deadlock],
    ['a rollout', update],
  ])('%s: each group is a process, each lane a thread, and all is in microseconds', (_, make) => {
    const report = make();
    const { groups, endMs } = report.timeline;
    const events = eventsOf(report);
    const named = (kind: string) => events.filter(({ name }) => name === kind).map(({ args }) => args?.name);
    expect(named('process_name')).toEqual(groups.map(({ name }) => name ?? report.title));
    expect(named('thread_name')).toEqual(groups.flatMap(({ lanes }) => lanes.map(({ label }) => label)));
    const lasting = events.filter(({ ph }) => ph === 'X');
    expect(Math.max(...lasting.map(({ ts, dur = 0 }) => ts + dur))).toBe(endMs * 1000);
    for (const { args, ts } of events.filter(({ ph }) => ph !== 'M')) {
      expect(args?.why).not.toBe('');
      expect(Number.isInteger(ts)).toBe(true);
    }
  });

  test.each([
    ['a pod', deadlock],
    ['a rollout', update],
  ])('%s: each event has what the format asks of its phase, so that Perfetto drops none', (_, make) => {
    const metadata = {
      process_name: { name: expect.any(String) },
      process_sort_index: { sort_index: expect.any(Number) },
      thread_name: { name: expect.any(String) },
      thread_sort_index: { sort_index: expect.any(Number) },
    };
    const named = new Set<string>();
    for (const event of eventsOf(make())) {
      const { ph, name, pid, tid, ts } = event;
      // What Perfetto's importer reads of each event; times are whole microseconds from 0 on.
      expect([pid, tid, ts].every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true);
      if (ph === 'M') {
        expect(event.args).toEqual(metadata[name as keyof typeof metadata]);
        if (name === 'thread_name') named.add(`${pid} ${tid}`);
        continue;
      }
      expect(named).toContain(`${pid} ${tid}`);
      expect(event).toMatchObject({ name: expect.any(String), cat: expect.any(String) });
      if (ph === 'X') expect(event.dur).toSatisfy((dur: number) => Number.isSafeInteger(dur) && dur >= 0);
      else expect(event).toMatchObject({ ph: 'i', s: 't' });
    }
  });

  test.each([
    ['a pod', deadlock],
    ['a rollout', update],
  ])('%s: what lasts on one thread never overlaps in part', (_, make) => {
    const ends = new Map<number, number>();
    for (const { ph, tid, ts, dur = 0 } of eventsOf(make())) {
      if (ph !== 'X') continue;
      expect(ts).toBeGreaterThanOrEqual(ends.get(tid) ?? 0);
      ends.set(tid, ts + dur);
    }
    expect(ends.size).toBeGreaterThan(2);
  });
});

describe('Markdown', () => {
  test('has the figures, the rows of kubectl, and a diagram', () => {
    const text = markdown(deadlock(), formatter);
    expect(text).toContain('### web, scenario “Deadlock”');
    expect(text).toMatch(/\| Ready after \| Restarts \| .*\n\| --- \| --- \| .*\n\| 3\.6 s \| \d+ \|/);
    expect(text).toContain('| 3.6 s | 1/1 | Running | 0 |');
    expect(text).toMatch(/```mermaid\ngantt\n {2}title web, scenario “Deadlock”\n/);
    expect(text).toMatch(/\n {2}section app State\n {2}pulling image :0, 2000\n {2}running :active, 2000, \d+\n/);
  });

  test('beside another run, names what was and what is', () => {
    const healthy = podReport({ name: 'web', scenario: 'Healthy', trace: traceOf('healthy') }, formatter);
    const text = markdown(healthy, formatter, deadlock());
    expect(text).toMatch(/\|\s+\| Before \| After \|\n\| --- \| --- \| --- \|\n/);
    expect(text).toMatch(/\| Restarts \| [1-9]\d* \| 0 \|/);
  });

  test('takes hostile names for nothing but text', () => {
    const text = markdown(deadlock('a|b\n# <img src=x> [x](javascript:1) @all `x` ```'), formatter);
    const [heading] = text.split('\n');
    expect(heading).toBe(
      '### a\\|b \\# \\<img src=x\\> \\[x\\](javascript:1) @\u2060all \\`x\\` \\`\\`\\`, scenario “Deadlock”',
    );
    expect(text.match(/```/g)).toHaveLength(2);
    expect(text).toContain('title a|b img src=x x(javascript 1) @all x , scenario “Deadlock”');
  });

  test('each line of the diagram is a statement or a bar, with any words of Kubernetes or of a manifest', () => {
    const words = [...mermaidStatements, 'Title: x', 'a: b, c', '%% c', '#35; ;', 'done', '{}', '', 'x\u2028y'];
    const { timeline, ...report } = deadlock();
    const [band] = timeline.groups.flatMap(({ lanes }) => lanes.flatMap(({ bands }) => bands));
    const groups = timeline.groups.map((group, index) => ({
      ...group,
      name: words[index]!,
      lanes: group.lanes.map((lane) => ({
        ...lane,
        label: words[index]!,
        bands: words.map((word, at) => ({
          ...band!,
          texture: 'solid' as const,
          labels: [word],
          fromMs: at,
          toMs: at + 1,
        })),
      })),
    }));
    const text = markdown({ ...report, timeline: { ...timeline, groups } }, formatter);
    const [, diagram = ''] = text.split('```');
    const lines = diagram.split('\n').slice(6, -1);
    expect(lines).toHaveLength(60 + lines.filter((line) => line.startsWith('  section ')).length);
    for (const line of lines.filter((one) => !one.startsWith('  section '))) {
      expect(line).toMatch(/^ {2}[^:;#%{}\n]+ :(?:(?:active|crit|done), )?\d+, \d+$/);
      const name = line.slice(2).toLowerCase();
      expect(mermaidStatements.filter((statement) => name.startsWith(statement))).toEqual([]);
    }
  });

  test('of a rollout', () => {
    const text = markdown(update(), formatter);
    expect(text).toContain('### Update of shop, scenario “crash-on-boot”');
    expect(text).toMatch(/\| Finished after \| Restarts \| Fewest ready endpoints \|/);
    expect(text).toContain('section New pods');
  });
});

describe('a picture', () => {
  test.each([
    ['a pod', deadlock],
    ['a rollout', update],
  ])('of %s has every lane and stays in its frame', (_, make) => {
    const report = make();
    const picture = pictureOf(report);
    const texts = picture.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
    for (const { label } of report.timeline.groups.flatMap(({ lanes }) => lanes)) expect(texts).toContain(label);
    for (const shape of picture.shapes) {
      if (shape.kind === 'path') continue;
      expect(shape.x).toBeGreaterThanOrEqual(0);
      expect(shape.y).toBeLessThanOrEqual(picture.height);
      if (shape.kind === 'rect') expect(shape.x + shape.width).toBeLessThanOrEqual(picture.width);
    }
  });

  test('is one document that says what it shows, without anything active', () => {
    const text = svg(pictureOf(deadlock(), { palette: 'dark' }));
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    expect(text).toContain('<title id="title">web, scenario “Deadlock”</title>');
    expect(text).not.toMatch(/<script|href|style=|\son\w+=/);
  });

  test('is well-formed for any manifest', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const text = svg(pictureOf(deadlock(`<&"\u0000${name}`)));
        const title = /<title id="title">([^<]*)<\/title>/.exec(text)?.[1];
        expect(title).toBeDefined();
        expect(title).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
      }),
      { numRuns: 50 },
    );
  });

  test('names every time once along the axis', () => {
    const picture = pictureOf(deadlock());
    const ticks = picture.shapes.flatMap((shape) =>
      shape.kind === 'text' && shape.sizePx === 11 && /^\d+( min)?( \d+)? s$|^\d+ min$/.test(shape.text)
        ? [shape.text]
        : [],
    );
    expect(new Set(ticks).size).toBe(ticks.length);
    expect(ticks.length).toBeGreaterThan(4);
  });
});
