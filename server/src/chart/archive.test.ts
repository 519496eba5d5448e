/** Archives in `charts/`. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { archiveLimits, unpackChart } from './archive.ts';
import { fileText } from './fileText.ts';

/** A tar of these files, as `tar` writes it. */
function tar(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const header = new Uint8Array(512);
    const put = (text: string, at: number) => header.set(new TextEncoder().encode(text), at);
    put(name, 0);
    put(bytes.length.toString(8).padStart(11, '0'), 124);
    put('0', 156);
    put('ustar', 257);
    const body = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    body.set(bytes);
    blocks.push(header, body);
  }
  return new Uint8Array(Buffer.concat([...blocks, new Uint8Array(1024)]));
}

const texts = (packed: Uint8Array) =>
  Object.fromEntries([...unpackChart(packed)].map(([path, bytes]) => [path, fileText(bytes)]));

test('the files of the chart, and those of archives in it', () => {
  const inner = gzipSync(tar({ 'common/Chart.yaml': 'name: common\n' }));
  const packed = gzipSync(
    tar({
      'redis/Chart.yaml': 'name: redis\n',
      'redis/templates/a.yaml': 'a: 1\n',
      'redis/charts/common-1.0.0.tgz': inner,
    }),
  );
  expect(texts(packed)).toEqual({
    'Chart.yaml': 'name: redis\n',
    'templates/a.yaml': 'a: 1\n',
    'charts/common-1.0.0.tgz/Chart.yaml': 'name: common\n',
  });
});

test('what leads out of the chart is left out', () => {
  const packed = gzipSync(
    tar({ 'redis/../../etc/passwd': 'x', 'redis/Chart.yaml': 'name: redis\n', 'Chart.yaml': 'x' }),
  );
  expect(texts(packed)).toEqual({ 'Chart.yaml': 'name: redis\n' });
});

test.each([
  ['no archive', new TextEncoder().encode('name: redis')],
  ['half an archive', gzipSync(tar({ 'redis/Chart.yaml': 'name: redis\n' })).subarray(0, 60)],
  ['zeros without an end', gzipSync(new Uint8Array(archiveLimits.bytes + 1))],
])('%s: no files, and no error', (_, packed) => {
  expect(unpackChart(packed).size).toBe(0);
});
