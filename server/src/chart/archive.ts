/** Archives of charts in `charts/`, as `helm dependency build` puts them there (`pkg/chart/loader/archive.go`). */
import { Gunzip } from 'fflate';
import { fileText } from './fileText.ts';

/** Bounds of what is unpacked; Helm's own are higher. */
export const archiveLimits = { packedBytes: 4_000_000, bytes: 32_000_000, files: 3000, depth: 4 } as const;

export function isChartArchive(path: string): boolean {
  return /(?:^|\/)charts\/[^/_.][^/]*\.tgz$/.test(path);
}

/** The files of an archive by their paths in the chart's folder, of archives within it too. Broken ones have none. */
export function unpackChart(packed: Uint8Array, depth = 0): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (depth >= archiveLimits.depth || packed.length > archiveLimits.packedBytes) return files;
  const tar = gunzip(packed);
  for (const { name, bytes } of tar ? tarEntries(tar) : []) {
    const path = name.replaceAll('\\', '/').split('/').slice(1).join('/');
    if (path === '' || path.startsWith('/') || path.split('/').includes('..')) continue;
    if (!isChartArchive(path)) files.set(path, bytes);
    else for (const [inner, content] of unpackChart(bytes, depth + 1)) files.set(`${path}/${inner}`, content);
    if (files.size > archiveLimits.files) return new Map();
  }
  return files;
}

/** Undefined where it is no gzip, or holds more than it may. */
function gunzip(packed: Uint8Array): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((piece) => {
    length += piece.length;
    if (length > archiveLimits.bytes) throw new RangeError('too large');
    pieces.push(piece);
  });
  try {
    // In small steps, so that little is unpacked beyond the limit.
    for (let at = 0; at < packed.length; at += step)
      stream.push(packed.subarray(at, at + step), at + step >= packed.length);
  } catch {
    return undefined;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const step = 16_384;

interface TarEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const block = 512;

/** The files of a tar archive: ustar, with long names of GNU's and of POSIX' extended headers. */
function* tarEntries(tar: Uint8Array): Generator<TarEntry> {
  let longName: string | undefined;
  for (let at = 0; at + block <= tar.length; ) {
    const header = tar.subarray(at, at + block);
    const size = Number.parseInt(textIn(header, 124, 136).trim() || '0', 8);
    if (header[0] === 0 || !Number.isSafeInteger(size) || size < 0) return;
    const bytes = tar.subarray(at + block, at + block + size);
    const type = String.fromCharCode(header[156]!);
    if (type === 'L') longName = textIn(bytes, 0, bytes.length);
    else if (type === 'x') longName = pathIn(textIn(bytes, 0, bytes.length)) ?? longName;
    else {
      const prefix = textIn(header, 257, 262) === 'ustar' ? textIn(header, 345, 500) : '';
      const name = longName ?? (prefix === '' ? '' : `${prefix}/`) + textIn(header, 0, 100);
      longName = undefined;
      if (type === '0' || type === '\0' || type === '7') yield { name, bytes };
    }
    at += block + Math.ceil(size / block) * block;
  }
}

/** The path that an extended header gives to the next file: one record a line, `LENGTH KEY=VALUE`. */
function pathIn(records: string): string | undefined {
  return records
    .split('\n')
    .map((record) => /^\d+ path=(.*)$/.exec(record)?.[1])
    .find((path) => path !== undefined);
}

function textIn(bytes: Uint8Array, start: number, end: number): string {
  const zero = bytes.indexOf(0, start);
  return fileText(bytes.subarray(start, zero < 0 || zero > end ? end : zero));
}
