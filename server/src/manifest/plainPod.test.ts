import { expect, it } from 'vitest';
import { parseManifest } from './file.ts';
import { plainPod } from './plainPod.ts';
import { workloadsOf } from './workload.ts';

function podOf(spec: string, head = 'apiVersion: v1\nkind: Pod') {
  const file = parseManifest(`${head}\nmetadata: {name: web}\nspec: ${spec}\n`);
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

it('gives the pods of a DaemonSet the tolerations that its controller adds', () => {
  const template = `{
    template: {
      spec: {
        containers: [{name: app, image: 'app:1'}],
        tolerations: [
          {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 5},
          {key: gpu, operator: Exists}
        ]
      }
    }
  }`;
  const { tolerations = [] } = podOf(template, 'apiVersion: apps/v1\nkind: DaemonSet');
  expect(tolerations.map(({ key, tolerationSeconds }) => `${key} ${tolerationSeconds ?? 'for ever'}`)).toEqual([
    'gpu for ever',
    'node.kubernetes.io/not-ready for ever',
    'node.kubernetes.io/unreachable for ever',
    'node.kubernetes.io/disk-pressure for ever',
    'node.kubernetes.io/memory-pressure for ever',
    'node.kubernetes.io/pid-pressure for ever',
    'node.kubernetes.io/unschedulable for ever',
  ]);
});
