import type { WorkloadKindName } from './workloads.ts';

/** No vowels and no look-alikes. Upstream: apimachinery `pkg/util/rand/rand.go`. */
const safeAlphabet = 'bcdfghjklmnpqrstvwxz2456789';
const generatedSuffixLength = 5;
/** Upstream: apiserver `pkg/storage/names/generate.go`. */
const maxGeneratedBaseLength = 63 - generatedSuffixLength;
/** Minutes since 1970 of the run whose pod is shown; its controller puts them into the Job's name. */
const cronJobRunMinutes = 29_000_000;

/**
 * The name that a pod of this workload would have in `kubectl get pods`. What a cluster draws at random is drawn from
 * the template here, so the same manifest gives the same name everywhere.
 */
export function podName(kind: WorkloadKindName, name: string, template: unknown): string {
  const hash = fnv1a(canonicalJson(template));
  const suffix = safeSuffix(fnv1a(`${kind}/${name}/${hash}`));
  const generated = (base: string) => base.slice(0, maxGeneratedBaseLength) + suffix;
  switch (kind) {
    case 'Pod':
      return name;
    case 'StatefulSet':
      return `${name}-0`;
    case 'Deployment':
      return generated(`${name}-${safeEncode(String(hash))}-`);
    case 'CronJob':
      return generated(`${name}-${cronJobRunMinutes + (hash % 100_000)}-`);
    default:
      return generated(`${name}-`);
  }
}

/** `base` with the five characters that the API server appends for `generateName`, drawn from `seed`. */
export function generatedName(base: string, seed: string): string {
  return base.slice(0, maxGeneratedBaseLength) + safeSuffix(fnv1a(seed));
}

/** What tells the pods of one template from those of another, e.g. in the names of a Deployment's ReplicaSets. */
export function templateHash(template: unknown): string {
  return safeEncode(String(fnv1a(canonicalJson(template))));
}

/** Upstream: `SafeEncodeString`, used for the Deployment's pod-template-hash. */
function safeEncode(text: string): string {
  return Array.from(text, (char) => safeAlphabet[char.charCodeAt(0) % safeAlphabet.length]).join('');
}

function safeSuffix(seed: number): string {
  let rest = seed;
  let suffix = '';
  while (suffix.length < generatedSuffixLength) {
    suffix += safeAlphabet[rest % safeAlphabet.length];
    rest = Math.floor(rest / safeAlphabet.length);
  }
  return suffix;
}

/** 32-bit FNV-1a over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}

/** JSON with sorted keys: the order in which fields are written does not change a pod's name. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value)) ?? '';
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder((value as Readonly<Record<string, unknown>>)[key])]));
}
