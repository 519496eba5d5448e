import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { servedButNotRestarted } from './servedButNotRestarted.ts';

const pod = (policy: string, container = '') => `
    apiVersion: v1
    kind: Pod
    metadata: { name: web, labels: { app: web } }
    spec:
      restartPolicy: ${policy}
      containers: [{ name: web${container} }]
    `;
const beside = {
  'web.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n',
};

test.each([
  [
    'Never',
    '^^^^^',
    'With Never, this Pod leaves the endpoints of Service web when its containers end, and does not return.',
  ],
  [
    'OnFailure',
    '^^^^^^^^^',
    'With OnFailure, a container that ends with exit code 0 takes this Pod out of Service web: it does not return.',
  ],
])('%s', (policy, carets, message) =>
  checkRule(servedButNotRestarted, pod(`${policy}\n      #              ${carets} 💡 warning: ${message}`), { beside }),
);

test('silent where it is restarted, or no Service selects it', () => {
  checkSilent(servedButNotRestarted, pod('Always'), { beside });
  checkSilent(servedButNotRestarted, pod('{{ .Values.policy }}'), { beside });
  checkSilent(servedButNotRestarted, pod('Never', ', restartPolicy: Always'), { beside });
  checkSilent(servedButNotRestarted, pod('Never'));
  checkSilent(servedButNotRestarted, pod('Never').replace('app: web', 'app: other'), { beside });
});

test('always', () =>
  checkFix(servedButNotRestarted, 'Set restartPolicy to Always', pod('Never # once'), pod('Always # once'), {
    beside,
  }));
