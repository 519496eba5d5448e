/** Inputs that are made to harm: sizes at which only a cost that grows faster than the text is felt, and keys that are no plain names. */
import { expect, test } from 'vitest';
import { checkOptions, diagnose } from '../server/src/features/diagnostics/diagnostics.ts';
import { parseManifest } from '../server/src/manifest/file.ts';
import { plainPod } from '../server/src/manifest/plainPod.ts';
import { workloadsOf } from '../server/src/manifest/workload.ts';

const options = checkOptions({}, (rule, error) => {
  throw new Error(`${rule} failed`, { cause: error });
});

const pod = (container: string, after = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: nginx:1.27\n${container}${after}`;

const size = 200_000;
const mostMs = 3_000;

test.each([
  ['digits of a plain scalar', pod(`    env: [{name: A, value: ${'9'.repeat(size)}}]\n`)],
  ['digits of a quantity', pod(`    resources: {limits: {memory: ${'1'.repeat(size)}x}}\n`)],
  ['digits of a quoted quantity', pod(`    resources: {limits: {memory: "${'1'.repeat(size)}x"}}\n`)],
  ['decimals of a quantity', pod(`    resources: {limits: {memory: "0.${'0'.repeat(size)}1"}}\n`)],
  ['openings of Jinja comments', pod('', `# ${'{#'.repeat(size / 2)}\n`)],
  ['blank lines beside a syntax error', pod('    foo\n', `${'\n'.repeat(size)}x\n`)],
  ['white space beside a syntax error', pod('    foo\n', `${' '.repeat(size)}x\n`)],
  ['comments that silence a line', pod('', '# probewise-disable-next-line no-grace-period\n'.repeat(size / 46))],
  ['comments that silence a document', pod('', '# probewise-disable x -- y\n'.repeat(size / 27))],
  ['an image of many parts', pod('').replace('nginx:1.27', `${'a/'.repeat(size / 2)}b`)],
  ['a name of many parts', pod('').replace('name: a}', `name: ${'a-'.repeat(size / 2)}}`)],
  ['brackets that are never closed', pod(`    args: ${'['.repeat(size)}\n`)],
  ['dollars in arguments', pod(`    args: ["${'$('.repeat(size / 2)}"]\n`)],
  ['a path of many parts', pod(`    livenessProbe: {httpGet: {path: "${'/a'.repeat(size / 2)}", port: 80}}\n`)],
  ['blanks in a comment about the target', pod('', `# probewise: ${' '.repeat(size)}x\n`)],
  ['blanks in a comment that silences', pod('', `# probewise-disable a${' '.repeat(size)}x\n`)],
  ['blanks in a script', pod(`    command: [sh, -c, "sleep 1${' '.repeat(size)}x"]\n`)],
  ['digits in a script', pod(`    command: [sh, -c, "sleep 1; echo ${'1'.repeat(size)}"]\n`)],
  [
    'blanks in an init container',
    pod('', `  initContainers: [{name: b, image: "a:1", command: [sh, -c, "while true${' '.repeat(size)}x"]}]\n`),
  ],
  ['comments that end with CR LF', `${'# licence\r\n'.repeat(size / 11)}${pod('')}`],
  ['directives that end with CR LF', `${'%A b\r\n'.repeat(size / 6)}${pod('')}`],
  ['arguments of tail', pod(`    args: [sh, -c, "${'tail -'.repeat(size / 6)}"]\n`)],
  ['quotations in a script', pod(`    command: [sh, -c, 'sleep 1; ${'"\\"'.repeat(size / 3)}']\n`)],
  ['images of a kustomization', pod('').replace('nginx:1.27', `${'@a'.repeat(size / 2)}\u2028`)],
  ['comments', pod('', '    # x\n'.repeat(size / 8))],
  ['separators', pod('', '---\n'.repeat(size / 4))],
  ['ends of documents', '...\n'.repeat(size / 4) + pod('')],
  ['escapes that do not exist, on one line', pod(`    args: ["${'\\q'.repeat(size / 2)}"]\n`)],
  [
    'volumes that the pod does not have',
    pod(
      `    volumeMounts: [${Array.from({ length: 4000 }, (_, i) => `{name: a${i}, mountPath: /m${i}}`).join(', ')}]\n`,
      `  volumes: [${Array.from({ length: 4000 }, (_, i) => `{name: b${i}, emptyDir: {}}`).join(', ')}]\n`,
    ),
  ],
  ['blocks over documents', '{{ if .a }}\n---\n'.repeat(size / 16)],
  ['JSON values', '{"a":1}\n'.repeat(size / 8)],
])('200 kB in 3 s: %s', { timeout: 30_000 }, (_, text) => {
  // What the processor worked, however busy the machine is.
  const started = process.cpuUsage();
  diagnose(parseManifest(text), options);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(mostMs);
});

const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype', 'then'];
const whole = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: a
  labels:
    app: a
spec:
  selector:
    matchLabels:
      app: a
  template:
    metadata:
      labels:
        app: a
    spec:
      containers:
      - name: a
        image: nginx:1.27
        resources:
          limits:
            cpu: 1
        env:
        - name: A
          value: b
        ports:
        - containerPort: 80
          name: http
        livenessProbe:
          httpGet:
            path: /
            port: http
        lifecycle:
          preStop:
            exec:
              command: [sleep, "1"]
`;

test.each(keys)('the key %s stops no rule and no simulation, in any place', (key) => {
  const lines = whole.split('\n');
  lines.forEach((line, index) => {
    const [, indent = '', dash = ''] = /^( *)(- )?\S/.exec(line) ?? [];
    for (const value of ['{a: b}', 'x', '[1]', '']) {
      const added = `${indent}${' '.repeat(dash.length)}${key}: ${value}`;
      const file = parseManifest(lines.toSpliced(index + (dash === '' ? 0 : 1), 0, added).join('\n'));
      diagnose(file, options);
      const objects = file.documents.flatMap(({ content }) => content.objects);
      for (const workload of objects.flatMap(workloadsOf)) plainPod(workload);
    }
  });
});
