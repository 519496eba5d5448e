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
