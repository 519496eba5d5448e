import { expect, test } from 'vitest';
import { parseManifest } from '../manifest/file.ts';
import { ruleTexts } from './messages.ts';
import { allRules } from './registry.ts';
import { checkManifest } from './runner.ts';
import { strictFormatter } from './testing/formatter.ts';

const formatter = strictFormatter(ruleTexts);

test('long texts in a manifest do not fill the messages about them', () => {
  const long = 'X y/'.repeat(2_500);
  const text = JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: long, namespace: long, labels: { [long]: long }, annotations: { [long]: 'a' } },
    spec: {
      replicas: long,
      strategy: { type: long, [long]: 1 },
      selector: { matchLabels: { [long]: long }, matchExpressions: [{ key: long, operator: long, values: [long] }] },
      template: {
        metadata: { labels: { [long]: long } },
        spec: {
          restartPolicy: long,
          nodeName: long,
          containers: [
            {
              name: long,
              image: `${long} `,
              imagePullPolicy: long,
              ports: [{ name: long, containerPort: 80, protocol: long }],
              env: [{ name: `=${long}` }, { name: 'A', valueFrom: { fieldRef: { fieldPath: long } } }],
              resources: { limits: { [long]: long } },
              volumeMounts: [{ name: long, mountPath: long }],
              livenessProbe: { httpGet: { port: long, scheme: long, httpHeaders: [{ name: long }] } },
            },
          ],
        },
      },
    },
  });
  const findings = checkManifest(parseManifest(text), { rules: allRules, kubernetes: '1.34' });
  expect(findings.length).toBeGreaterThan(15);
  for (const { rule, message, fixes } of findings) {
    const text = formatter.full(message);
    expect(text.length, `${rule}: ${text.slice(0, 200)}`).toBeLessThan(800);
    for (const { title } of fixes()) expect(formatter.text(title).length, rule).toBeLessThan(400);
  }
});

test('of many related places some are listed and the others counted: n Services and n pods make no n × n places', () => {
  const count = 100;
  const objects = Array.from({ length: count }, (_, index) => [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `s${index}` },
      spec: { selector: { a: 'b' }, ports: [{ port: 80 }] },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${index}`, labels: { a: 'b' } },
      spec: { containers: [{ name: 'a', image: 'b:1', ports: [{ containerPort: 80 }] }] },
    },
  ]).flat();
  const file = parseManifest(objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  const findings = checkManifest(file, { rules: allRules, kubernetes: '1.34' });
  const served = findings.filter(({ rule }) => rule === 'served-without-readiness');
  expect(served).toHaveLength(count);
  for (const { related } of served) {
    expect(related).toHaveLength(21);
    expect(formatter.text(related.at(-1)!.message)).toBe('80 more places are not listed.');
  }
});
