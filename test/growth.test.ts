/** The shapes of the growth bench, each large enough that a cost which grows faster than the text is felt. */
import { expect, test } from 'vitest';
import { checkOptions, diagnose } from '../server/src/features/diagnostics/diagnostics.ts';
import { parseManifest } from '../server/src/manifest/file.ts';
import { factsOf } from '../server/src/manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../server/src/manifest/index/workspaceIndex.ts';
import { texts, workspaces } from './bench/growth/texts.ts';

const size = 200_000;
const mostMs = 3_000;
const options = checkOptions();

test.each(Object.entries(texts))('200 kB in 3 s: %s', { timeout: 30_000 }, (_, text) => {
  const whole = text(Math.ceil((size * 100) / text(100).length));
  expect(workedMs(() => diagnose(parseManifest(whole), options))).toBeLessThan(mostMs);
});

test.each(Object.entries(workspaces))('200 kB in 3 s: %s', { timeout: 30_000 }, (_, files) => {
  const all = files(Math.ceil((size * 100) / files(100).join('').length));
  expect(workedMs(() => checkAll(all))).toBeLessThan(mostMs);
});

/** What this thread worked, however busy the machine is. */
function workedMs(work: () => void): number {
  const started = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(started);
  return (user + system) / 1_000;
}

function checkAll(files: readonly string[]): void {
  const index = new WorkspaceIndex();
  const parsed = files.map((text, i) => ({ file: `f${i}.yaml`, manifest: parseManifest(text) }));
  for (const { file, manifest } of parsed)
    index.setFile(
      file,
      manifest.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
    );
  index.complete = true;
  for (const { file, manifest } of parsed) diagnose(manifest, options, { index, file });
}
