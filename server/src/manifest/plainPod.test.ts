import { expect, it } from 'vitest';
import { parseManifest } from './file.ts';
import { plainPod } from './plainPod.ts';
import { workloadsOf } from './workload.ts';

function podOf(spec: string) {
  const file = parseManifest(`apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: ${spec}\n`);
  const [object] = file.documents.flatMap(({ content }) => content.objects);
  return plainPod(workloadsOf(object!)[0]!).spec;
}

it('keeps of lists what makes sense', () => {
  expect(
    podOf(`{
      containers: [{name: app, image: 'app:1'}],
      tolerations: [null, text, {key: a, tolerationSeconds: soon}, {operator: Exists, tolerationSeconds: 5}],
      readinessGates: [{conditionType: lb}, {conditionType: 5}, {}],
      schedulingGates: [null, {name: gate}],
      nodeSelector: {disk: ssd, size: 5},
      resources: {requests: {cpu: 2}},
    }`),
  ).toMatchObject({
    tolerations: [{ key: 'a' }, { operator: 'Exists', tolerationSeconds: 5 }],
    readinessGates: [{ conditionType: 'lb' }],
    schedulingGates: [{ name: 'gate' }],
    nodeSelector: { disk: 'ssd' },
    resources: { requests: { cpu: '2' } },
  });
});
