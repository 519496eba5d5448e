import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { addEnums } from './enums.ts';
import { check, generate } from './kubernetes.ts';
import { format, merge, project } from './merge.ts';
import { readOpenApi, type StructuralRelease } from './openapi.ts';
import { applyOverlay, type Overlay } from './overlay.ts';
import { cached } from './sources.ts';
import { generateValidators } from './validators.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('reading OpenAPI', () => {
  const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
  const release = readOpenApi({
    definitions: {
      'io.k8s.api.core.v1.Thing': {
        type: 'object',
        required: ['parts'],
        properties: {
          parts: {
            type: 'array',
            items: ref('io.k8s.api.core.v1.Part'),
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name', 'size'],
            'x-kubernetes-patch-merge-key': 'name',
          },
          tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
          limits: { type: 'object', additionalProperties: ref('io.k8s.apimachinery.pkg.api.resource.Quantity') },
          port: ref('io.k8s.apimachinery.pkg.util.intstr.IntOrString'),
          raw: ref('io.k8s.api.core.v1.Anything'),
          bytes: { type: 'string', format: 'byte' },
          count: { type: 'integer', format: 'int32' },
          total: { type: 'integer' },
          share: { type: 'number', format: 'double' },
        },
        'x-kubernetes-group-version-kind': [
          { group: '', version: 'v1', kind: 'Thing' },
          { group: 'things', version: 'v2', kind: 'DeleteOptions' },
        ],
      },
      'io.k8s.api.core.v1.Part': { type: 'object', properties: { thing: ref('io.k8s.api.core.v1.Thing') } },
      'io.k8s.api.core.v1.Anything': {},
      'io.k8s.api.core.v1.Unreached': { type: 'object' },
    },
  });

  test('keeps kinds and what they reach', () => {
    expect(release.kinds).toEqual({ 'v1 Thing': 'core.v1.Thing' });
    expect(Object.keys(release.definitions).toSorted()).toEqual(['core.v1.Part', 'core.v1.Thing']);
  });

  test('keeps types, required fields and list keys', () => {
    expect(release.definitions['core.v1.Thing']).toEqual({
      parts: { type: '[]core.v1.Part', keys: ['name', 'size'], required: true },
      tags: { type: '[]string' },
      limits: { type: '{}quantity' },
      port: { type: 'intOrString' },
      raw: { type: 'any' },
      bytes: { type: 'base64' },
      count: { type: 'int32' },
      total: { type: 'int64' },
      share: { type: 'double' },
    });
  });
});

test('enumerations come from the generated Go code, for fields that OpenAPI knows', () => {
  const release: StructuralRelease = {
    kinds: {},
    definitions: {
      'core.v1.Pod': { policy: { type: 'string' }, modes: { type: '[]string' }, name: { type: 'string' } },
    },
  };
  addEnums(
    release,
    `func schema_k8sio_api_core_v1_Pod(ref common.ReferenceCallback) common.OpenAPIDefinition {
				Properties: map[string]spec.Schema{
					"policy": {
						SchemaProps: spec.SchemaProps{
							Enum:        []interface{}{"Never", "Always", "Never"},
						},
					},
					"modes": {
						SchemaProps: spec.SchemaProps{
							Items: &spec.SchemaOrArray{
								Schema: &spec.Schema{
									SchemaProps: spec.SchemaProps{
										Enum:    []interface{}{"Some, \\"quoted\\""},
									},
								},
							},
						},
					},
					"gone": {
							Enum:        []interface{}{"x"},
					},
					"name": {
					},
func schema_k8sio_api_extensions_v1beta1_Old(ref common.ReferenceCallback) common.OpenAPIDefinition {
					"policy": {
							Enum:        []interface{}{"y"},
`,
  );
  expect(release.definitions['core.v1.Pod']).toEqual({
    policy: { type: 'string', enum: ['Always', 'Never'] },
    modes: { type: '[]string', enum: ['Some, "quoted"'] },
    name: { type: 'string' },
  });
});

test('the overlay adds to the releases it speaks of', () => {
  const overlay: Overlay = {
    enums: [{ field: 'core.v1.Pod.policy', values: ['B', 'A'], since: '1.30', source: 's' }],
    enforced: [{ source: 's', fields: ['core.v1.Pod.name'] }],
  };
  const pod = (minor: string) => {
    const release = {
      kinds: {},
      definitions: { 'core.v1.Pod': { policy: { type: 'string' }, name: { type: 'string' } } },
    };
    applyOverlay(release, minor, overlay);
    return release.definitions['core.v1.Pod'];
  };
  expect(pod('1.29')).toEqual({ policy: { type: 'string' }, name: { type: 'string', enforced: true } });
  expect(pod('1.30')).toMatchObject({ policy: { enum: ['A', 'B'] } });
});

describe('merging', () => {
  const structures: StructuralRelease[] = [
    { kinds: { 'v1 A': 'v1.A', 'v1 Old': 'v1.Old' }, definitions: { 'v1.A': { x: { type: 'string' } }, 'v1.Old': {} } },
    {
      kinds: { 'v1 A': 'v1.A', 'v1 B': 'v1.B' },
      definitions: { 'v1.A': { x: { type: 'string' }, y: { type: 'int32' } }, 'v1.B': { z: { type: 'any' } } },
    },
    {
      kinds: { 'v1 A': 'v1.A', 'v1 B': 'v1.B' },
      definitions: {
        'v1.A': { x: { type: 'string', enum: ['a'] }, flash: { type: 'any' } },
        'v1.B': { z: { type: 'any' } },
      },
    },
    {
      kinds: { 'v1 A': 'v1.A', 'v1 B': 'v1.B' },
      definitions: {
        'v1.A': { x: { type: 'string', enum: ['a'] }, y: { type: 'int32' } },
        'v1.B': { z: { type: 'any' }, w: { type: 'any' } },
      },
    },
  ];
  const releases = structures.map((structure, index) => ({
    minor: `1.${index + 8}`,
    patch: `1.${index + 8}.3`,
    structure,
  }));
  const file = merge(releases);

  test('marks only what changed', () => {
    expect(file).toEqual({
      releases: { '1.8': '1.8.3', '1.9': '1.9.3', '1.10': '1.10.3', '1.11': '1.11.3' },
      kinds: {
        'v1 A': { definition: 'v1.A' },
        'v1 B': { definition: 'v1.B', since: '1.9' },
        'v1 Old': { definition: 'v1.Old', until: '1.8' },
      },
      definitions: {
        'v1.A': {
          fields: {
            flash: { type: 'any', since: '1.10', until: '1.10' },
            x: [
              { type: 'string', until: '1.9' },
              { type: 'string', enum: ['a'], since: '1.10' },
            ],
            y: [
              { type: 'int32', since: '1.9', until: '1.9' },
              { type: 'int32', since: '1.11' },
            ],
          },
        },
        'v1.B': { since: '1.9', fields: { w: { type: 'any', since: '1.11' }, z: 'any' } },
        'v1.Old': { until: '1.8', fields: {} },
      },
    });
  });

  test.each(releases)('loses nothing: $minor comes out as it went in', ({ minor, structure }) => {
    expect(project(file, minor)).toEqual(structure);
  });

  test('is written one definition a line', () => {
    expect(format(file).split('\n')).toContain(
      '"v1.B":{"since":"1.9","fields":{"w":{"type":"any","since":"1.11"},"z":"any"}},',
    );
    expect(JSON.parse(format(file))).toEqual(file);
  });
});

describe('checking without network', () => {
  const copies: string[] = [];

  /** A copy of all that the generator reads and writes. */
  function copy(): string {
    const folder = mkdtempSync(join(tmpdir(), 'probewise-schemas-'));
    copies.push(folder);
    mkdirSync(join(folder, 'scripts'));
    cpSync(join(root, 'schemas'), join(folder, 'schemas'), { recursive: true });
    cpSync(join(root, 'scripts/generate-schemas'), join(folder, 'scripts/generate-schemas'), { recursive: true });
    return folder;
  }

  afterEach(() => {
    for (const folder of copies.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  test('the committed files follow from their sources', { timeout: 60_000 }, () => {
    expect(check(root)).toEqual([]);
  });

  test.each([
    ['schemas/kubernetes.json', '"periodSeconds":"int32"', '"periodSeconds":"int64"', "doesn't say about v1.34.9"],
    ['schemas/kubernetes.json', '"since":"1.34"', '"since":"1.33"', "doesn't say about v1.33.13"],
    ['schemas/kubernetes.json', '"definitions":{', '"definitions": {', "isn't as the generator writes it"],
    ['schemas/kubernetes-releases.txt', 'v1.37.2', 'v1.37.2\nv1.38.0', "doesn't cover the releases"],
    ['schemas/overlay.json', 'RestartContainer', 'RestartPod', 'was made with other versions'],
    ['scripts/generate-schemas/enums.ts', '.sort()', '.sort().reverse()', 'was made with other versions'],
  ])('a change of %s (%s → %s) is noticed', { timeout: 60_000 }, (path, before, after, complaint) => {
    const folder = copy();
    const text = readFileSync(join(folder, path), 'utf8');
    expect(text).toContain(before);
    writeFileSync(join(folder, path), text.replace(before, after));
    expect(check(folder).join('\n')).toContain(complaint);
  });

  test('the committed validators follow from the schema', async () => {
    const schema = readFileSync(join(root, 'schemas/kubernetes.json'), 'utf8');
    const committed = readFileSync(join(root, 'server/src/schema/validators.generated.ts'), 'utf8');
    expect(await generateValidators(schema)).toBe(committed);
    expect(committed).not.toMatch(/\beval\b|new Function|\brequire\(/);
  });
});

const sourcesAreHere = cached('v1.28.15') !== undefined && cached('v1.37.2') !== undefined;

test.runIf(sourcesAreHere)('generating again from the same sources gives the same files', { timeout: 120_000 }, () => {
  const { schema, record } = generate(root);
  expect(schema).toBe(readFileSync(join(root, 'schemas/kubernetes.json'), 'utf8'));
  expect(record).toBe(readFileSync(join(root, 'schemas/kubernetes.sources.json'), 'utf8'));
});
