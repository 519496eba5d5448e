import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { referenceInOtherNamespace } from './referenceInOtherNamespace.ts';

const object = (kind: string, name: string, namespace: string) => `
    apiVersion: v1
    kind: ${kind}
    metadata: { name: ${name}${namespace && `, namespace: ${namespace}`} }
    `;
const pay = (namespace: string, more: string) => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: pay${namespace && `, namespace: ${namespace}`} }
    spec:
      selector: { matchLabels: { app: pay } }
      template:
        metadata: { labels: { app: pay } }
        spec:
          containers: [{ name: pay, image: a }]
          ${more}
    `;
const pullSecret = 'imagePullSecrets: [{ name: harbor }]';

test('a pull Secret in another namespace', () =>
  checkRule(
    referenceInOtherNamespace,
    `${pay('prod', pullSecret)}      #                          ^^^^^^ warning: Secret harbor is in the namespace default: a pod in prod can’t use it.
    `,
    { beside: { 'secret.yaml': object('Secret', 'harbor', 'default') } },
  ));

test('a ConfigMap and a claim of volumes', () =>
  checkRule(
    referenceInOtherNamespace,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: pay, namespace: prod }
    spec:
      containers: [{ name: pay, image: a }]
      volumes:
      - name: a
        configMap: { name: settings }
        #                  ^^^^^^^^ warning: ConfigMap settings is in the namespace default…
      - name: b
        persistentVolumeClaim: { claimName: data }
        #                                   ^^^^ warning: PersistentVolumeClaim data is in the namespace default…
      - name: c
        secret: { secretName: may-lack, optional: true }
    `,
    {
      beside: {
        'a.yaml': object('ConfigMap', 'settings', 'default'),
        'b.yaml': object('PersistentVolumeClaim', 'data', 'default'),
        'c.yaml': object('Secret', 'may-lack', 'default'),
      },
    },
  ));

test('by the environment, by a volume of several sources, and the account', () =>
  checkRule(
    referenceInOtherNamespace,
    `
    apiVersion: batch/v1
    kind: CronJob
    metadata: { name: pay, namespace: prod }
    spec:
      schedule: "0 * * * *"
      jobTemplate:
        spec:
          template:
            spec:
              restartPolicy: Never
              serviceAccountName: runner
              #                   ^^^^^^ warning: ServiceAccount runner is in the namespace default…
              initContainers:
              - name: a
                image: a
                envFrom: [{ configMapRef: { name: settings } }]
                #                                 ^^^^^^^^ warning: ConfigMap settings is in the namespace default…
              containers:
              - name: pay
                image: a
                env: [{ name: P, valueFrom: { secretKeyRef: { name: token, key: k } } }]
                #                                                   ^^^^^ warning: Secret token is in the namespace default…
              volumes:
              - name: b
                projected: { sources: [{ secret: { name: token } }] }
                #                                        ^^^^^ warning: Secret token is in the namespace default…
    `,
    {
      beside: {
        'a.yaml': object('ConfigMap', 'settings', 'default'),
        'b.yaml': object('ServiceAccount', 'runner', 'default'),
        'c.yaml': object('Secret', 'token', 'default'),
      },
    },
  ));

const secret = object('Secret', 'harbor', 'default');

test.each([
  ['it is here, too', 'prod', { 'a.yaml': secret, 'b.yaml': object('Secret', 'harbor', 'prod') }],
  ['it may be here', 'prod', { 'a.yaml': secret, 'b.yaml': object('Secret', 'harbor', '') }],
  ['the pod has no certain namespace', '', { 'a.yaml': secret }],
  ['it is not in view at all', 'prod', {}],
  ['a kustomization decides', 'prod', { 'a.yaml': secret, 'kustomization.yaml': 'resources: []' }],
  ['the same workload is there', 'prod', { 'a.yaml': secret, 'b.yaml': pay('default', '') }],
  [
    'a controller copies it',
    'prod',
    {
      'a.yaml': secret.replace('default }', 'default, annotations: { replicator.v1.mittwald.de/replicate-to: prod } }'),
    },
  ],
  ['an operator makes it', 'prod', { 'a.yaml': secret, 'b.yaml': object('ExternalSecret', 'harbor', 'prod') }],
])('silent: %s', (_, namespace, beside) =>
  checkSilent(referenceInOtherNamespace, pay(namespace, pullSecret), { beside }),
);
