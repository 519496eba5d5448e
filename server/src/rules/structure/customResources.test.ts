/** Pods in custom resources are checked as those in Deployments are; the rest of such an object is nobody's business. */
import { expect, test } from 'vitest';
import { customWorkloads } from '../../kubernetes/customWorkloads.ts';
import { parseManifest } from '../../manifest/file.ts';
import { workloadsOf } from '../../manifest/workload.ts';
import { allRules } from '../registry.ts';
import { checkManifest } from '../runner.ts';
import { checkRule } from '../testing/checkRule.ts';
import { dedent } from '../testing/fixture.ts';
import { misplacedField } from './misplacedField.ts';
import { unknownField } from './unknownField.ts';

function findings(source: string, podPaths: Readonly<Record<string, readonly string[]>> = {}): string[] {
  const file = parseManifest(dedent(source), undefined, { podPaths });
  return checkManifest(file, { rules: allRules, kubernetes: '1.34' })
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, path }) => `${rule} ${path}`);
}

const pod = (indent: number, containers = 'containers') =>
  [`${containers}:`, '- name: main', '  image: app:1', '  livenessProbe: {httpGet: {prot: 80}}']
    .map((line) => ' '.repeat(indent) + line)
    .join('\n');

test.each([
  [
    'a template',
    'argoproj.io/v1alpha1',
    'Rollout',
    `spec:\n  template:\n    spec:\n${pod(6)}`,
    'spec.template.spec.containers[0]',
  ],
  [
    'each item of a list',
    'batch.volcano.sh/v1alpha1',
    'Job',
    `spec:\n  tasks:\n  - name: w\n    template:\n      spec:\n${pod(8)}`,
    'spec.tasks[0].template.spec.containers[0]',
  ],
  [
    'each value of a map',
    'kubeflow.org/v1',
    'PyTorchJob',
    `spec:\n  pytorchReplicaSpecs:\n    Worker:\n      template:\n        spec:\n${pod(10)}`,
    'spec.pytorchReplicaSpecs.Worker.template.spec.containers[0]',
  ],
  [
    'a Job within',
    'keda.sh/v1alpha1',
    'ScaledJob',
    `spec:\n  jobTargetRef:\n    template:\n      spec:\n${pod(8)}`,
    'spec.jobTargetRef.template.spec.containers[0]',
  ],
  ['steps', 'tekton.dev/v1', 'Task', `spec:\n${pod(2, 'sidecars')}`, 'spec.sidecars[0]'],
])('%s', (_, apiVersion, kind, spec, path) => {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${spec}\n`;
  expect(findings(text)).toContain(`unknown-field ${path}.livenessProbe.httpGet.prot`);
});

test('paths of the user: to a template and to a spec, with and without a list', () => {
  const text = `
    apiVersion: example.com/v2
    kind: Cluster
    metadata: {name: a}
    spec:
      nodes:
      - podSpec:
          containers:
          - {name: a, image: 'a:1', livenessProbe: {sucessThreshold: 1, tcpSocket: {port: 1}}}
      driver:
        template:
          spec: {restartPolicy: always, containers: [{name: a, image: 'a:1'}]}
      anything: [1, {else: true}]
  `;
  expect(findings(text)).toEqual([]);
  expect(
    findings(text, { 'example.com/Cluster': ['spec.nodes[*].podSpec', 'spec.driver.template', 'spec.no'] }),
  ).toEqual([
    'unknown-field spec.nodes[0].podSpec.containers[0].livenessProbe.sucessThreshold',
    'restart-policy-of-kind spec.driver.template.spec.restartPolicy',
  ]);
});

test('a Knative Service needs no names and no ports', () => {
  const text = `
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: {name: hello}
    spec:
      template:
        metadata:
          annotations: {autoscaling.knative.dev/minScale: "1"}
        spec:
          containerConcurrency: 10
          timeoutSeconds: 300
          containers:
          - image: ghcr.io/example/hello:1.2
            ports: [{containerPort: 8080}]
            readinessProbe: {httpGet: {path: /}}
            livenessProbe: {periodSeconds: 5}
  `;
  expect(findings(text)).toEqual([]);
});

test('what is merged into a pod may lack anything', () => {
  const text = `
    apiVersion: flink.apache.org/v1beta1
    kind: FlinkDeployment
    metadata: {name: a}
    spec:
      podTemplate:
        spec:
          containers:
          - name: flink-main-container
            env: [{name: A, value: b}]
  `;
  expect(findings(text)).toEqual([]);
});

test('a kind of the same name in another group is another kind', () => {
  const text = `
    apiVersion: batch.volcano.sh/v1alpha1
    kind: Job
    metadata: {name: a}
    spec:
      minAvailable: 1
      tasks:
      - replicas: 2
        name: worker
        template:
          spec:
            restartPolicy: Always
            containers: [{name: a, image: 'a:1'}]
  `;
  expect(findings(text)).toEqual([]);
});

test('fields move to where they belong in a custom resource too', () =>
  checkRule(
    misplacedField,
    `
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    spec:
      template:
        spec:
          containers:
          - name: a
            readinessProbe:
              httpGet:
                port: 80
                periodSeconds: 3
    #           ^^^^^^^^^^^^^ 💡 error: "periodSeconds" belongs in spec.template.spec.containers[0].readinessProbe, not here.
    `,
  ));

test('misspelt keys are found in each of several pods', () =>
  checkRule(
    unknownField,
    `
    apiVersion: ray.io/v1
    kind: RayCluster
    spec:
      unknownToUs: 1
      headGroupSpec:
        template:
          spec:
            containers:
            - name: head
              imagePullPolice: Always
    #         ^^^^^^^^^^^^^^^ 💡 error: Unknown field "imagePullPolice". Did you mean "imagePullPolicy"?
      workerGroupSpecs:
      - groupName: small
        template:
          spec:
            container: []
    #       ^^^^^^^^^ 💡 error: Unknown field "container". Did you mean "containers"?
    `,
  ));

test.each(Object.entries(customWorkloads))(
  '%s: a minimal object has its pods found',
  (name, { paths, containerLists }) => {
    const [group = '', kind = ''] = name.split('/');
    for (const path of paths) {
      const object: Record<string, unknown> = { apiVersion: `${group}/v1`, kind };
      let at = object;
      const steps = path.split('.');
      for (const [index, step] of steps.entries()) {
        const [field = '', list] = step.split('[');
        const list0 = (containerLists ?? ['containers'])[0]!;
        const inner =
          index < steps.length - 1 ? {} : { spec: { [list0]: [{}] }, ...(containerLists ? { [list0]: [{}] } : {}) };
        at[field] = list ? [inner] : inner;
        at = inner as Record<string, unknown>;
      }
      const [parsed] = parseManifest(JSON.stringify(object)).documents[0]!.content.objects;
      expect(workloadsOf(parsed!).map(({ pod }) => pod.containers.length)).toEqual([1]);
    }
  },
);
