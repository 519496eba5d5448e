/** The objects that random cases begin with: recorded ones, good ones from the corpus, and whole ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parse, parseAllDocuments } from 'yaml';
import { parseManifest } from '../../../server/src/manifest/file.ts';
import type { FieldSchema } from '../../../server/src/schema/catalog.ts';
import { fieldsOf } from '../../../server/src/schema/catalog.ts';
import type { FieldType } from '../../../server/src/schema/fieldType.ts';
import type { Json, Obj } from './randomness.ts';
import { readVerdicts } from './verdicts.ts';

/** The kinds that the recorder has strategies for. */
export const kinds: ReadonlySet<string> = new Set([
  'v1 Pod',
  'v1 PodTemplate',
  'v1 ReplicationController',
  'v1 Service',
  'v1 ConfigMap',
  'v1 Secret',
  'v1 ServiceAccount',
  'v1 PersistentVolumeClaim',
  'apps/v1 Deployment',
  'apps/v1 ReplicaSet',
  'apps/v1 StatefulSet',
  'apps/v1 DaemonSet',
  'batch/v1 Job',
  'batch/v1 CronJob',
  'networking.k8s.io/v1 Ingress',
  'networking.k8s.io/v1 NetworkPolicy',
  'policy/v1 PodDisruptionBudget',
  'autoscaling/v1 HorizontalPodAutoscaler',
  'autoscaling/v2 HorizontalPodAutoscaler',
]);

export function isObject(value: Json | undefined): value is Obj {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inScope(object: Json): object is Obj {
  return isObject(object) && kinds.has(`${String(object.apiVersion)} ${String(object.kind)}`);
}

function isPatch(object: Json): boolean {
  return parseManifest(JSON.stringify(object)).documents[0]?.content.objects[0]?.isPatch ?? true;
}

export interface Starts {
  readonly whole: readonly Obj[];
  readonly good: readonly Obj[];
  readonly accepted: readonly Obj[];
  readonly rejected: readonly Obj[];
}

export function readStarts(): Starts {
  const root = join(import.meta.dirname, '../../..');
  const good = globSync('test/corpus/good/**/*.{yaml,yml,json}', { cwd: root, ignore: '**/kustomize/**' })
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      if (/\{\{|\$\{/.test(text)) return [];
      return parseAllDocuments(text, { version: '1.1' }).flatMap((document) => {
        if (document.errors.length > 0) return [];
        const value = document.toJS({ maxAliasCount: 100 }) as Json;
        return isObject(value) && Array.isArray(value.items) ? value.items : [value];
      });
    })
    // SOPS takes its own field out before an object is applied.
    .filter((object) => inScope(object) && !('sops' in object) && !isPatch(object)) as Obj[];
  const whole = readFileSync(join(import.meta.dirname, 'whole.yaml'), 'utf8')
    .split(/^---$/m)
    .map((text) => parse(text, { version: '1.1' }) as Json)
    .filter(inScope);
  const recorded = ['given-1.34.json', 'generated-1.34.json'].flatMap(readVerdicts);
  const accepted = recorded.filter(({ accepted }) => accepted).map(({ manifest }) => manifest as Obj);
  const rejected = recorded
    .filter(({ accepted, decodeError }) => !accepted && decodeError === undefined)
    .map(({ manifest }) => manifest as Obj);
  return { whole, good, accepted: accepted.filter(inScope), rejected: rejected.filter(inScope) };
}

/** A place in an object, with what the schema says of it. */
export interface Place {
  readonly holder: Obj | Json[];
  readonly step: string | number;
  readonly path: string;
  readonly name: string;
  readonly type: FieldType | undefined;
  readonly field: FieldSchema | undefined;
}

export function* places(value: Json, type: FieldType | undefined, path: string, name: string): Generator<Place> {
  if (Array.isArray(value)) {
    for (const [step, item] of value.entries()) {
      const inner = type?.shape === 'list' ? type.items : undefined;
      yield { holder: value, step, path: `${path}[${step}]`, name, type: inner, field: undefined };
      yield* places(item, inner, `${path}[${step}]`, name);
    }
  } else if (isObject(value)) {
    const fields = type?.shape === 'object' ? fieldsOf(type.definition, '1.34') : [];
    for (const [step, item] of Object.entries(value)) {
      const field = fields.find((one) => one.name === step);
      const inner = type?.shape === 'map' ? type.values : field?.type;
      const own = path === '' ? step : `${path}.${step}`;
      const ownName = type?.shape === 'map' ? `${name}[]` : step;
      yield { holder: value, step, path: own, name: ownName, type: inner, field };
      yield* places(item, inner, own, ownName);
    }
  }
}
