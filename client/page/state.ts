/** What a page shows, as plain data: inside an exported file, or in the fragment of the playground's address. */
import type { GateSettings } from '../../server/src/kubernetes/gates.ts';
import type { Probe } from '../../server/src/kubernetes/pod.ts';
import type { FieldEdit, View } from '../webview/protocol.ts';

export interface PageState {
  readonly manifest: string;
  /** Of the file that it comes from. */
  readonly name?: string;
  readonly view?: View;
  readonly workload?: string;
  readonly scenario?: string;
  readonly oldScenario?: string;
  readonly untilMs?: number;
  /** Release to simulate; a comment in the manifest wins. */
  readonly kubernetes?: string;
  /** Feature gates that the cluster has otherwise than its release. */
  readonly gates?: GateSettings;
  /** Numbers that are turned: they are written into the manifest before it is shown. */
  readonly edits?: readonly FieldEdit[];
  /** Scenarios of one's own that can be chosen. */
  readonly scenarioFiles?: readonly { readonly uri: string; readonly text: string }[];
  /** What the API server says against this manifest; of another one nobody has asked it. */
  readonly rejections?: readonly string[];
}

/** Longer texts are no manifests that people play with. */
const longestText = 400_000;
/** Browsers and chats cut longer addresses. */
export const longestFragment = 30_000;

/** The state, with what is no state left out; undefined where there is no manifest in it. Anybody may have written it. */
export function readState(value: unknown): PageState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = new Map(Object.entries(value));
  const text = (key: string, longest = 1_000) => {
    const found = given.get(key);
    return typeof found === 'string' && found.length <= longest ? found : undefined;
  };
  const manifest = text('manifest', longestText);
  if (manifest === undefined) return undefined;
  const view = text('view');
  const untilMs = given.get('untilMs');
  const names = ['name', 'workload', 'scenario', 'oldScenario', 'kubernetes'] as const;
  return {
    manifest,
    ...Object.fromEntries(names.flatMap((key) => (text(key) === undefined ? [] : [[key, text(key)]]))),
    ...(view === 'pod' || view === 'update' || view === 'create' ? { view } : {}),
    ...(typeof untilMs === 'number' && Number.isFinite(untilMs) && untilMs > 0 ? { untilMs } : {}),
    ...gatesOf(given.get('gates')),
    ...listOf('edits', given.get('edits'), readEdit),
    ...listOf('scenarioFiles', given.get('scenarioFiles'), readFile),
    ...listOf('rejections', given.get('rejections'), (one) =>
      typeof one === 'string' && one.length <= 10_000 ? one : undefined,
    ),
  };
}

/** What of a list can be read, as a property; nothing where that is nothing. */
function listOf<Key extends string, T>(key: Key, value: unknown, read: (one: unknown) => T | undefined) {
  const given: readonly unknown[] = Array.isArray(value) ? value.slice(0, 50) : [];
  const list = given.flatMap((one): T[] => {
    const readable = read(one);
    return readable === undefined ? [] : [readable];
  });
  const found: Partial<Record<Key, readonly T[]>> = {};
  if (list.length > 0) found[key] = list;
  return found;
}

function readEdit(value: unknown): FieldEdit | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { of = 'pod', field, value: wanted } = value as Record<string, unknown>;
  if (typeof field !== 'string' || field.length > 1_000) return undefined;
  const isWritable = typeof wanted === 'number' || (isMapping(wanted) && JSON.stringify(wanted).length <= longestProbe);
  if (!isWritable) return undefined;
  return of === 'pod' || of === 'workload' ? { of, field, value: wanted } : undefined;
}

/** A new probe, as text. */
const longestProbe = 2_000;

function isMapping(value: unknown): value is Probe {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function gatesOf(value: unknown): { readonly gates?: GateSettings } {
  if (typeof value !== 'object' || value === null) return {};
  const gates = Object.entries(value).filter(([name, on]) => /^\w{1,100}$/.test(name) && typeof on === 'boolean');
  return gates.length === 0 ? {} : { gates: Object.fromEntries(gates.slice(0, 200)) };
}

function readFile(value: unknown): { readonly uri: string; readonly text: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, text } = value as Record<string, unknown>;
  if (typeof uri !== 'string' || typeof text !== 'string' || uri.length > 1_000 || text.length > 100_000)
    return undefined;
  return { uri, text };
}

/** The state as a fragment of an address, or undefined where it would be too long. */
export async function toFragment(state: PageState): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  const packed = await collect(
    new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw')),
    longestFragment,
  );
  if (packed === undefined) return undefined;
  const fragment = `#v1=${toBase64Url(packed)}`;
  return fragment.length > longestFragment ? undefined : fragment;
}

/** The state of a fragment; undefined for any text that is none, however it was made. */
export async function fromFragment(fragment: string): Promise<PageState | undefined> {
  const [, text] = /^#v1=([\w-]+)$/.exec(fragment.slice(0, longestFragment + 1)) ?? [];
  if (text === undefined || fragment.length > longestFragment) return undefined;
  try {
    const stream = new Blob([fromBase64Url(text)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    // A few bytes may stand for a great many.
    const bytes = await collect(stream, 4 * longestText);
    return bytes && readState(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

/** All bytes of a stream; undefined, and not read on, where there are more than `most`. */
async function collect(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/={1,2}$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
