import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { livenessEndsPod } from './livenessEndsPod.ts';

test('the pod ends and does not come back', () =>
  checkRule(
    livenessEndsPod,
    `
    apiVersion: v1
    kind: Pod
    spec:
      restartPolicy: Never
      containers:
      - name: app
        livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 5 }
    #   ^^^^^^^^^^^^^ 💡 warning: If the app stops answering, the container is stopped after 10–15 s and not started again.
    `,
  ));

test.each(['OnFailure', 'Always', '{{ .Values.policy }}'])('silent with %s', (policy) =>
  checkSilent(
    livenessEndsPod,
    `apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: ${policy}\n  containers:\n  - livenessProbe: { tcpSocket: { port: 80 } }\n`,
  ),
);

test('a Job makes another pod', () =>
  checkSilent(
    livenessEndsPod,
    'apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n      - livenessProbe: { tcpSocket: { port: 80 } }\n',
  ));
