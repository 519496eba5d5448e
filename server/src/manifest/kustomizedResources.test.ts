/** What a kustomization decides about the resources that it lists. */
import { expect, test } from 'vitest';
import { parseManifest } from './file.ts';
import { FileContexts } from './fileContexts.ts';
import { workloadOf } from './workload.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  template:
    spec:
      containers:
      - {name: a, image: 'controller:latest'}
      - {name: b, image: 'example.com:5000/other'}
      - {name: c, image: 'third:1'}
`;

async function read(kustomization: string) {
  const files = new FileContexts(async (file) => (file === '/base/kustomization.yaml' ? kustomization : undefined));
  const context = await files.of('/base/app.yaml', {});
  const [document] = parseManifest(deployment, undefined, context).documents;
  return workloadOf(document!.content.objects[0]!)!;
}

test('images that it replaces are unknown, with their pull policies', async () => {
  const { pod } = await read(`resources: [app.yaml]
images:
- {name: controller, newTag: v1}
- {name: 'example.com:5000/other', newName: x}
`);
  expect(pod.containers.map(({ image, imagePullPolicy }) => [image.value, imagePullPolicy.origin])).toEqual([
    [undefined, 'unknown'],
    [undefined, 'unknown'],
    ['third:1', 'default'],
  ]);
});

test('labels that it adds to selectors need not be written', async () => {
  const selector = (workload: Awaited<ReturnType<typeof read>>) => workload.object.root.get('spec').get('selector');
  expect(selector(await read('resources: [app.yaml]\ncommonLabels: {app: a}\n')).unknown).toBe(true);
  expect(
    selector(await read('resources: [app.yaml]\nlabels: [{pairs: {app: a}, includeSelectors: true}]\n')).unknown,
  ).toBe(true);
  expect(selector(await read('resources: [app.yaml]\nlabels: [{pairs: {app: a}}]\n')).unknown).toBe(false);
});

const lacking = `apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
      - {name: a}
      - {name: b, image: 'placeholder:latest'}
      - {name: c, image: 'third:1'}
`;

/** What is said of `lacking` as a resource among these files, and which images are known. */
async function among(files: Record<string, string>) {
  const contexts = new FileContexts(async (file) => files[file]);
  for (const file of Object.keys(files)) contexts.forget(file);
  const manifest = parseManifest(lacking, undefined, await contexts.of('/base/app.yaml', {}));
  const { pod } = workloadOf(manifest.documents[0]!.content.objects[0]!)!;
  return {
    images: pod.containers.map(({ image }) => image.origin),
    lacksProbe: !pod.containers[2]!.node.get('readinessProbe').unknown,
  };
}

test.each<[string, Record<string, string>]>([
  [
    'a file of the same kustomization, as old ones name it',
    {
      '/base/kustomization.yaml': 'resources: [app.yaml]\npatches: [images.yaml]',
      '/base/images.yaml':
        'spec: {template: {spec: {containers: [{name: a, image: "one:1"}, {name: b, image: "two:1"}]}}}',
    },
  ],
  [
    'a text in an overlay',
    {
      '/base/kustomization.yaml': 'resources: [app.yaml]',
      '/prod/kustomization.yaml':
        'resources: [../base]\npatches:\n- patch: |\n    spec:\n      template:\n        spec:\n          containers:\n          - {name: a, image: one}\n          - {name: b, image: two}\n',
    },
  ],
  [
    'operations on a component’s path',
    {
      '/base/kustomization.yaml': 'resources: [app.yaml]\ncomponents: [../images]',
      '/images/kustomization.yaml': 'kind: Component\npatches: [{path: ops.json, target: {kind: Deployment}}]',
      '/images/ops.json': '[{"op": "add", "path": "/spec/template/spec/containers/0/image", "value": "one:1"}]',
    },
  ],
])('images of a patch may be missing in a resource: %s', async (_, files) => {
  const { images, lacksProbe } = await among(files);
  expect(images.slice(0, 2)).toEqual(['unknown', 'unknown']);
  expect(lacksProbe).toBe(true);
});

test('patches make unknown what they write, and nothing else', async () => {
  const { images, lacksProbe } = await among({
    '/base/kustomization.yaml': 'resources: [app.yaml]\npatches: [{path: probe.yaml}]',
    '/base/probe.yaml': 'spec: {template: {spec: {containers: [{name: c, readinessProbe: {tcpSocket: {port: 1}}}]}}}',
  });
  expect(images).toEqual(['unset', 'explicit', 'explicit']);
  expect(lacksProbe).toBe(false);
});
