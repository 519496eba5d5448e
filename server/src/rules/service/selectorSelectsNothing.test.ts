import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { selectorSelectsNothing } from './selectorSelectsNothing.ts';

const deployment = (labels: string, name = 'web', namespace = '') => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: ${name}${namespace && `, namespace: ${namespace}`} }
    spec:
      selector: { matchLabels: { ${labels} } }
      template:
        metadata: { labels: { ${labels} } }
        spec: { containers: [{ name: web, image: a }] }
    `;
const other = deployment('app: other', 'other');
const service = (selector: string, name = 'site') => `
    apiVersion: v1
    kind: Service
    metadata: { name: ${name} }
    spec:
      selector: { ${selector} }
    `;

test('a misspelt label', () =>
  checkRule(
    selectorSelectsNothing,
    `
    apiVersion: v1
    kind: Service
    metadata: { name: site }
    spec:
      selector:
        app: fronted
        #    ^^^^^^^ 💡 warning: No pod here matches this selector: pods of Deployment web have app: frontend, not fronted.
    `,
    { beside: { 'web.yaml': deployment('app: frontend'), 'other.yaml': other } },
  ));

test('a label that the pods do not have', () =>
  checkRule(
    selectorSelectsNothing,
    `
    apiVersion: v1
    kind: Service
    metadata: { name: site }
    spec:
      selector:
        app: web
        tier: front
        #     ^^^^^ warning: No pod here matches this selector: pods of Deployment web have no label tier.
    `,
    { beside: { 'web.yaml': deployment('app: web'), 'other.yaml': other } },
  ));

test.each(['role: replica', 'cnpg.io/instanceRole: primary', 'is: leader'])(
  'silent about who leads (%s), which is decided later',
  (label) =>
    checkSilent(selectorSelectsNothing, service(`app: web, ${label}`), {
      beside: { 'web.yaml': deployment('app: web') },
    }),
);

test('a Service and a workload of the same name, or alone in their file', () => {
  checkRule(
    selectorSelectsNothing,
    `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      selector: { app: site }
      #                ^^^^ 💡 warning: No pod here matches this selector: pods of Deployment web have app: web, not site.
    `,
    { beside: { 'web.yaml': deployment('app: web'), 'other.yaml': other } },
  );
  checkRule(
    selectorSelectsNothing,
    `
    apiVersion: v1
    kind: Service
    metadata: { name: entrance }
    spec:
      selector: { app: site }
      #                ^^^^ 💡 warning: No pod here matches this selector: pods of Deployment web have app: web, not site.
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      selector: { matchLabels: { app: web } }
      template:
        metadata: { labels: { app: web } }
        spec: { containers: [{ name: web, image: a }] }
    `,
    { partial: true },
  );
});

const near = { 'web.yaml': deployment('app: frontend'), 'other.yaml': other };

test.each([
  ['the pods are made elsewhere', service('app: redis'), { 'web.yaml': deployment('app: web'), 'other.yaml': other }],
  [
    'another part of the same application is in view',
    service('app.kubernetes.io/part-of: shop, app.kubernetes.io/name: cart'),
    { 'web.yaml': deployment('app.kubernetes.io/part-of: shop, app.kubernetes.io/name: web') },
  ],
  [
    'another part of it has a similar name',
    service('app: cart'),
    { 'db.yaml': deployment('app: cart-db', 'db'), 'other.yaml': other },
  ],
  ['short names are similar', service('app: api'), { 'web.yaml': deployment('app: app'), 'other.yaml': other }],
  [
    'what it selects has a nearer twin with other labels',
    service('app: frontend'),
    { 'web.yaml': deployment('app: web'), 'prod/web.yaml': deployment('app: frontend') },
  ],
  [
    'the only pods in the file are those of a CronJob',
    `${service('app: api')}---
    apiVersion: batch/v1
    kind: CronJob
    metadata: { name: {{ .Release.Name }}-tidy }
    spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a }] } } } } }
    `,
    {},
  ],
  ['only a number differs', service('app: web-2'), { 'web.yaml': deployment('app: web-1'), 'other.yaml': other }],
  [
    'the near pods have a Service already',
    service('app: card'),
    { 'web.yaml': deployment('app: cart'), 'cart.yaml': service('app: cart', 'cart') },
  ],
  ['something is selected', service('app: frontend'), near],
  [
    'the pods are in another namespace',
    service('app: fronted'),
    { 'web.yaml': deployment('app: frontend', 'web', 'prod') },
  ],
  [
    'a pod has labels by a template',
    service('app: fronted'),
    { ...near, 'x.yaml': deployment('{{ .Values.labels }}', 'x') },
  ],
  [
    'a pod may end up in the same namespace',
    service('app: fronted'),
    { ...near, 'x.yaml': deployment('app: fronted', 'x', 'prod') },
  ],
  ['a template writes the selector', service('app: {{ .Values.app }}'), near],
  ['the control plane adds the label', service('statefulset.kubernetes.io/pod-name: web-0'), near],
  ['there is no selector', service(''), near],
  [
    'an unknown kind makes pods',
    service('app: fronted'),
    {
      ...near,
      'x.yaml':
        'apiVersion: example.com/v1\nkind: Web\nmetadata: { name: w }\nspec: { template: { spec: { containers: [{ name: a }] } } }',
    },
  ],
  [
    'a kustomization may change labels',
    service('app: fronted'),
    { ...near, 'kustomization.yaml': 'resources: [fixture.yaml]' },
  ],
])('silent where %s', (_, text, beside) => checkSilent(selectorSelectsNothing, text, { beside }));

test('silent where only a part is in view', () =>
  checkSilent(selectorSelectsNothing, service('app: fronted'), { beside: near, partial: true }));

test('the label of the pods', () =>
  checkFix(selectorSelectsNothing, 'Use app: frontend', service('app: fronted'), service('app: frontend'), {
    beside: near,
  }));

const inNamespace = (name: string, namespace: string, marker = '') => `
    apiVersion: v1
    kind: Service
    metadata:
      name: ${name}
      namespace: ${namespace}
      ${marker}
    spec: { selector: { app: web } }
    `;

test('pods that are in view only in another namespace', () =>
  checkRule(
    selectorSelectsNothing,
    inNamespace(
      'web',
      'staging',
      '#          ^^^^^^^ warning: A Service selects pods of its own namespace only: Deployment web is in prod, not in staging.',
    ),
    { beside: { 'web.yaml': deployment('app: web', 'web', 'prod') } },
  ));

test.each([
  ['they are in no certain namespace', { 'web.yaml': deployment('app: web') }],
  [
    'they have a Service there',
    { 'web.yaml': deployment('app: web', 'web', 'prod'), 's.yaml': inNamespace('web', 'prod') },
  ],
  [
    'there are such pods here, too',
    { 'web.yaml': deployment('app: web', 'web', 'prod'), 'b.yaml': deployment('app: web', 'web', 'staging') },
  ],
  [
    'a kustomization may move them',
    { 'web.yaml': deployment('app: web', 'web', 'prod'), 'kustomization.yaml': 'resources: []' },
  ],
])('silent about another namespace: %s', (_, beside) =>
  checkSilent(selectorSelectsNothing, inNamespace('web', 'staging'), { beside }),
);

test('silent about another namespace: other files may have such pods', () =>
  checkSilent(selectorSelectsNothing, inNamespace('web', 'staging'), {
    beside: { 'web.yaml': deployment('app: web', 'web', 'prod') },
    partial: true,
  }));
