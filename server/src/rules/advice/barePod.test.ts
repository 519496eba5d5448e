import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { barePod } from './barePod.ts';

test('a Pod of its own', () =>
  checkRule(
    barePod,
    `
    apiVersion: v1
    kind: Pod
    #     ^^^ hint: Nothing replaces this Pod when its node is drained or lost. ¶ Its containers are restarted in place, but the Pod itself is gone when its node is drained, or 5 min 50 s after the node is lost. Use a Deployment, StatefulSet or DaemonSet.
    spec: { containers: [{ image: a }] }
    ---
    apiVersion: v1
    kind: Pod
    spec: { restartPolicy: OnFailure, containers: [{ image: a }] }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { namespace: kube-system }
    ---
    apiVersion: v1
    kind: Pod
    spec: { restartPolicy: "{{ .Values.policy }}" }
    ---
    apiVersion: v1
    kind: PodTemplate
    `,
  ));

test('one that a Service counts on', () =>
  checkRule(
    barePod,
    `
    apiVersion: v1
    kind: Pod
    #     ^^^ hint: Nothing replaces this Pod when its node is drained or lost; then Service web refuses connections. ¶ Its containers are restarted in place, but the Pod itself is gone when its node is drained, or 1 min after the node is lost. Use a Deployment, StatefulSet or DaemonSet.
    metadata: { labels: { app: web } }
    spec:
      tolerations: [{ key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 10 }]
      containers: [{ image: a }]
    `,
    {
      beside: {
        'web.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n',
      },
    },
  ));

test('silent about a pod that stays on its node in each case', () =>
  checkSilent(
    barePod,
    'apiVersion: v1\nkind: Pod\nspec: { tolerations: [{ operator: Exists }], containers: [{ image: a }] }\n',
  ));
