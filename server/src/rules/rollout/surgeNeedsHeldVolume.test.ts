import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { surgeNeedsHeldVolume } from './surgeNeedsHeldVolume.ts';

const claim = (mode: string, more = '') => ({
  'claim.yaml': `
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: { name: data }
    spec: { accessModes: [${mode}]${more} }
    `,
});
const wiki = (more = '', volume = 'persistentVolumeClaim: { claimName: data }', pod = '') => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: wiki }
    spec:
      selector: { matchLabels: { app: wiki } }
      ${more}
      template:
        metadata: { labels: { app: wiki } }
        spec:
          ${pod}
          containers: [{ name: wiki, image: 'wiki:1' }]
          volumes:
          - name: data
            ${volume}
    `;
const written = (message: string) =>
  wiki(
    '',
    `persistentVolumeClaim:
              claimName: data
              #          ^^^^ ${message}`,
  );

test('a volume that one node can have', () =>
  checkRule(
    surgeNeedsHeldVolume,
    written(
      '💡 warning: Claim data is for one node (ReadWriteOnce): on another node an update’s new pod waits, and the old one never goes.',
    ),
    { beside: claim('ReadWriteOnce') },
  ));

test('a volume that one pod can have', () =>
  checkRule(
    surgeNeedsHeldVolume,
    written(
      '💡 warning: Claim data is for one pod (ReadWriteOncePod): an update’s new pod stays Pending, and the old one never goes.',
    ),
    { beside: claim('ReadWriteOncePod') },
  ));

test.each([
  ['a volume that many can have', wiki(), claim('ReadWriteMany')],
  ['one that many can have, too', wiki(), claim('ReadWriteOnce, ReadWriteMany')],
  ['a volume that lies on a node', wiki(), claim('ReadWriteOnce', ', storageClassName: local-path')],
  ['Recreate', wiki('strategy: { type: Recreate }'), claim('ReadWriteOnce')],
  [
    'an old pod that goes first',
    wiki('strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }'),
    claim('ReadWriteOnce'),
  ],
  ['a strategy that a template writes', wiki('strategy: {{ .Values.strategy }}'), claim('ReadWriteOnce')],
  ['a claim that is not in view', wiki(), {}],
  [
    'a claim of another namespace',
    wiki(),
    { 'claim.yaml': claim('ReadWriteOnce')['claim.yaml'].replace('name: data', 'name: data, namespace: other') },
  ],
  [
    'a node that is named',
    wiki('', undefined, 'nodeSelector: { kubernetes.io/hostname: disk-1 }'),
    claim('ReadWriteOnce'),
  ],
  ['modes that a template writes', wiki(), claim('{{ .Values.mode }}')],
  ['no pod at all', wiki('replicas: 0'), claim('ReadWriteOnce')],
])('silent with %s', (_, text, beside) => checkSilent(surgeNeedsHeldVolume, text, { beside }));

test('the fix', () =>
  checkFix(
    surgeNeedsHeldVolume,
    'Set the strategy’s type to Recreate',
    wiki('replicas: 1'),
    `${wiki('replicas: 1').trimEnd()}
      strategy:
        type: Recreate
    `,
    { beside: claim('ReadWriteOnce') },
  ));
