import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { recompress } from './support/recompress.ts';

test('an archive that is packed more tightly holds the same files', async () => {
  const words = Array.from({ length: 60_000 }, (_, index) => ((index * 2654435761) >>> 12).toString(36)).join(' ');
  const files = { 'a/large.js': strToU8(words), 'small.txt': strToU8('small'), 'empty.txt': new Uint8Array() };
  const archive = Buffer.from(zipSync(files));
  const smaller = await recompress(archive);
  expect(smaller.length).toBeLessThan(archive.length);
  const unpacked = unzipSync(smaller);
  expect(Object.keys(unpacked)).toEqual(Object.keys(files));
  for (const [name, bytes] of Object.entries(files)) expect(Buffer.from(unpacked[name]!)).toEqual(Buffer.from(bytes));
});

test('what is no archive is refused', async () => {
  await expect(recompress(Buffer.from('no archive'))).rejects.toThrow('no ZIP archive');
});
