import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../base/textEdit.ts';
import { parseManifest } from '../../manifest/file.ts';
import { factsOf } from '../../manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../manifest/index/workspaceIndex.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { checkOptions, diagnose } from '../diagnostics/diagnostics.ts';
import { english } from '../messages.ts';
import { targetOf } from '../target.ts';
import { complete } from './complete.ts';
import { type CompletionItem, plainText } from './item.ts';

function completions(marked: string, release = '1.37', others: readonly string[] = []): readonly CompletionItem[] {
  const offset = marked.indexOf('|');
  const index = new WorkspaceIndex();
  for (const [number, text] of others.entries()) {
    const documents = parseManifest(text).documents;
    index.setFile(
      `${number}.yaml`,
      documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
    );
  }
  return complete(parseManifest(marked.replace('|', '')), offset, targetOf(marked, release), index);
}

const formatter = strictFormatter(english.texts);

function detailOf(item: CompletionItem | undefined): string | undefined {
  return item?.detail && formatter.text(item.detail);
}

const labels = (...request: Parameters<typeof completions>) => completions(...request).map(({ label }) => label);

/** The text after accepting the item of this name, tab stops with their defaults. */
function accepted(marked: string, label: string, others: readonly string[] = []): string {
  const item = completions(marked, '1.37', others).find((each) => each.label === label);
  if (!item) throw new Error(`no ${label} among ${labels(marked, '1.37', others).join(', ')}`);
  return applyEdits(marked.replace('|', ''), [{ span: item.span, newText: plainText(item.snippet) }]);
}

const pod = (rest: string) => `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n${rest}`;

describe('feature gates', () => {
  const probe = pod('      livenessProbe:\n        grpc:\n          port: 80\n          |');
  const modeOf = (comment: string) => detailOf(completions(comment + probe).find(({ label }) => label === 'mode'));

  test('a field that the cluster drops comes last, and says so', () => {
    const items = completions(probe);
    expect(items.at(-1)?.label).toBe('mode');
    expect(detailOf(items.at(-1))).toBe('string, dropped: GRPCContainerProbeTLS is off');
  });

  test('the comment of the file counts', () =>
    expect(modeOf('# probewise: gates=GRPCContainerProbeTLS\n')).toBe('string'));

  const rule = pod('      restartPolicyRules:\n        - action: |');
  test('a value that the API server rejects is not offered', () => {
    expect(labels(rule)).toContain('RestartAllContainers');
    expect(labels(`# probewise: gates=-RestartAllContainersOnContainerExits\n${rule}`)).toEqual(['Restart']);
  });

  test('a value that is dropped says so', () => {
    const init = 'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n    - name: a\n      restartPolicy: |';
    const off = '# probewise: gates=-ContainerRestartRules\n';
    expect(completions(off + init).map((item) => [item.label, /dropped.*/.exec(detailOf(item)!)?.[0]])).toEqual([
      ['Always', undefined],
      ['Never', 'dropped: ContainerRestartRules is off'],
      ['OnFailure', 'dropped: ContainerRestartRules is off'],
    ]);
  });
});

describe('the document after accepting a key', () => {
  test.each([
    [
      'in an empty map',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  |\n',
      'name',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: \n',
    ],
    ['half-typed, at the end', 'apiVersion: v1\nkind: Pod\nsp|', 'spec', 'apiVersion: v1\nkind: Pod\nspec:\n  '],
    ['between siblings', pod('      im|\n      tty: true\n'), 'image', pod('      image: \n      tty: true\n')],
    [
      'behind a dash',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - |\n',
      'name',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: \n',
    ],
    ['a list', pod('      |'), 'ports', pod('      ports:\n        - containerPort: ')],
    [
      'a list whose dashes are not indented',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: web\n    po|',
      'ports',
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: web\n    ports:\n    - containerPort: ',
    ],
    ['a mapping', pod('      res|'), 'resources', pod('      resources:\n        ')],
    [
      'in flow style',
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, |}]}',
      'image',
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: }]}',
    ],
    [
      'a mapping in flow style',
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, res|}]}',
      'resources',
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, resources: {}}]}',
    ],
    [
      'in JSON, half-typed',
      '{"apiVersion": "v1", "kind": "Pod", "sp|"}',
      'spec',
      '{"apiVersion": "v1", "kind": "Pod", "spec": {}}',
    ],
    [
      'in JSON before others',
      '{"apiVersion": "v1", "kind": "Pod", |"spec": {}}'.replace('|', '| '),
      'metadata',
      '{"apiVersion": "v1", "kind": "Pod", "metadata": {}, "spec": {}}',
    ],
    ['with CRLF', 'apiVersion: v1\r\nkind: Pod\r\nsp|\r\n', 'spec', 'apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  \r\n'],
    [
      'in a template',
      'apiVersion: v1\nkind: Pod\nspec:\n  {{- if .x }}\n  host|\n  {{- end }}\n',
      'hostNetwork',
      'apiVersion: v1\nkind: Pod\nspec:\n  {{- if .x }}\n  hostNetwork: \n  {{- end }}\n',
    ],
    ['instead of one that has a value', pod('      im|ageee: a:1\n'), 'image', pod('      image: a:1\n')],
    ['behind a colon', pod('      resources: |\n'), '…', pod('      resources: \n        \n')],
  ])('%s', (_, before, label, after) => expect(accepted(before, label)).toBe(after));
});

describe('what is offered', () => {
  test('required fields first, those present not at all', () => {
    const found = labels(pod('      |'));
    expect(found).not.toContain('name');
    expect(labels('apiVersion: v1\nkind: Pod\nspec:\n  |').slice(0, 1)).toEqual(['containers']);
  });

  test('nothing that the place forbids', () => {
    expect(labels(pod('      readinessProbe:\n        |'))).not.toContain('terminationGracePeriodSeconds');
    expect(labels(pod('      livenessProbe:\n        tcpSocket: {port: 1}\n        |'))).not.toContain('httpGet');
    expect(labels('apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - name: a\n    |')).not.toContain(
      'livenessProbe',
    );
    expect(
      labels('apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - name: a\n    restartPolicy: Always\n    |'),
    ).toContain('livenessProbe');
    expect(labels('apiVersion: v1\nkind: Pod\n|')).not.toContain('status');
  });

  test('only what the release has', () => {
    expect(labels(pod('      |'), '1.28')).not.toContain('restartPolicyRules');
    expect(labels(pod('      |'), '1.37')).toContain('restartPolicyRules');
  });

  test('nothing in a comment, in a text, in a template', () => {
    expect(labels(pod('      # |'))).toEqual([]);
    expect(labels(pod('      args:\n        - |\n          ap|').replace('|\n', '>\n'))).toEqual([]);
    expect(labels(pod('      image: {{ .Values.| }}'))).toEqual([]);
  });

  test('kinds of the API version, and API versions of the kind', () => {
    expect(labels('apiVersion: apps/v1\nkind: |')).toContain('StatefulSet');
    expect(labels('apiVersion: apps/v1\nkind: |')).not.toContain('Pod');
    expect(labels('kind: CronJob\napiVersion: |')).toEqual(['batch/v1']);
  });

  test('values of enumerations that the kind takes', () => {
    expect(labels(pod('      imagePullPolicy: |'))).toEqual(['Always', 'IfNotPresent', 'Never']);
    expect(labels('apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      restartPolicy: |')).toEqual([
      'Never',
      'OnFailure',
    ]);
    expect(labels(pod('      tty: |'))).toEqual(['true', 'false']);
  });
});

describe('names', () => {
  const container = pod('      ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9090}]\n');

  test('of ports in probes; gRPC takes numbers', () => {
    expect(labels(`${container}      livenessProbe:\n        httpGet:\n          port: |`)).toEqual([
      'http',
      '8080',
      'admin',
      '9090',
    ]);
    expect(labels(`${container}      livenessProbe:\n        grpc:\n          port: |`)).toEqual(['8080', '9090']);
  });

  test('of volumes', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nspec:\n  volumes: [{name: data}]\n  containers:\n  - name: a\n    volumeMounts:\n    - name: |';
    expect(labels(text)).toEqual(['data']);
  });

  test('of objects elsewhere in the workspace', () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n';
    expect(labels(pod('      envFrom:\n        - configMapRef:\n            name: |'), '1.37', [config])).toEqual([
      'settings',
    ]);
  });

  test('what is typed stays the first choice where it may be a name of its own', () => {
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n';
    expect(labels(pod('      envFrom:\n        - configMapRef:\n            name: se|'), '1.37', [config])).toEqual([
      'se',
      'settings',
    ]);
  });

  test('the labels of pods in selectors, and the ports behind a Service', () => {
    const deployment =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: a, ports: [{name: http, containerPort: 80}]}]}\n';
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector:\n    ';
    expect(accepted(`${service}|`, 'app: web', [deployment])).toBe(`${service}app: web`);
    expect(labels(`${service}app: web\n  ports:\n  - targetPort: |`, '1.37', [deployment])).toEqual(['http', '80']);
  });
});

describe('whole probes', () => {
  test('have a port of the container’s own', () => {
    const text = pod('      ports:\n        - {name: http, containerPort: 8080}\n      |');
    expect(accepted(text, 'readinessProbe (http)')).toBe(
      text.replace(
        '|',
        'readinessProbe:\n        httpGet:\n          path: /healthz\n          port: http\n        periodSeconds: 5',
      ),
    );
  });

  test.each(['http', 'tcp', 'grpc', 'exec'])('%s probes are accepted by the API server', (handler) => {
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      const text = accepted(pod('      image: a:1.0.0\n      |\n'), `${probe} (${handler})`);
      expect(errorsIn(text.replace('spec:', 'metadata: {name: a}\nspec:'))).toEqual([]);
    }
  });
});

test.each(['deploy', 'sts', 'ds', 'job', 'cronjob', 'pod', 'svc'])('%s gives an object without a finding', (name) => {
  for (const before of ['|', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n---\n|']) {
    const text = accepted(before, name);
    const findings = diagnose(parseManifest(text), checkOptions()).filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
    expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([]);
  }
});

function errorsIn(text: string): string[] {
  return diagnose(parseManifest(text), checkOptions())
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, path }) => `${rule} ${path}`);
}

describe('in comments', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';

  test('what silences a rule, and then the rules', () => {
    expect(accepted(`# prob|\n${pod}`, 'probewise-disable-file')).toBe(`# probewise-disable-file \n${pod}`);
    expect(labels(`# probewise-disable-file bare|\n${pod}`)).toContain('bare-pod');
    expect(accepted(`# probewise-disable-next-line bare-pod, float|\n${pod}`, 'floating-tag')).toBe(
      `# probewise-disable-next-line bare-pod, floating-tag\n${pod}`,
    );
  });

  test('the releases', () => {
    expect(labels(`# probewise: kubernetes=1.|\n${pod}`)).toContain('1.30');
    expect(accepted(`# pro|\n${pod}`, 'probewise: kubernetes=')).toBe(`# probewise: kubernetes=\n${pod}`);
  });

  test('nothing in other comments', () => expect(labels(`# a note, |\n${pod}`)).toEqual([]));
});

describe('in the pods of custom resources', () => {
  const rollout = (inside: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: a }\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          ports:\n            - name: http\n              containerPort: 80\n${inside}`;

  test('fields, probes and values', () => {
    expect(labels(rollout('          |\n'))).toContain('image');
    expect(labels(rollout('          |\n'))).toContain('livenessProbe (http)');
    expect(labels(rollout('          imagePullPolicy: |\n'))).toContain('IfNotPresent');
  });

  test('names of their own', () =>
    expect(labels(rollout('          livenessProbe:\n            httpGet:\n              port: |\n'))).toContain(
      'http',
    ));

  test('in lists of pods, too', () =>
    expect(
      labels(
        'apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nmetadata: { name: a }\nspec:\n  tasks:\n    - template:\n        spec:\n          containers:\n            - name: a\n              |\n',
      ),
    ).toContain('image'));

  test('nothing outside of them', () =>
    expect(labels(rollout('').replace('spec:\n  template', 'spec:\n  |\n  template'))).not.toContain('replicas'));
});
