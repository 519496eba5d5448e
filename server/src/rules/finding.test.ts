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
