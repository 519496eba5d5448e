import { describe, expect, test } from 'vitest';
import { formatFieldPath, parseFieldPath } from '../base/fieldPath.ts';
import { unknownValue } from '../base/unknown.ts';
import type { SchemaProblem } from './problem.ts';
import { validateObject } from './validate.ts';

/** A problem in one line: `kind path: what matters`. */
function line(problem: SchemaProblem): string {
  const path = formatFieldPath(problem.path);
  switch (problem.kind) {
    case 'unknownField':
      return `unknownField ${path}`;
    case 'fieldNotInRelease':
    case 'versionNotInRelease':
      return `${problem.kind} ${path}: ${problem.since ?? ''}-${problem.until ?? ''}`;
    case 'wrongType':
      return `wrongType ${path}: ${problem.actual} for ${problem.expected}, ${problem.fault}`;
    case 'notInEnum':
      return `notInEnum ${path}: ${problem.value} of ${problem.allowed.join('|')}`;
    case 'missingRequired':
      return `missingRequired ${path}`;
    case 'unknownVersion':
      return `unknownVersion ${path}: ${problem.versions.join('|')} gone ${problem.removedIn ?? '-'}`;
    case 'unknownKind':
      return `unknownKind ${path}: ${problem.suggestion}`;
  }
}

type Tree = Record<string | number, unknown>;

/** A deployment with one container in which `value` stands at `path`. */
function deploymentWith(path: string, value: unknown): unknown {
  const object: Tree = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: {
      selector: { matchLabels: { app: 'a' } },
      template: {
        metadata: { labels: { app: 'a' } },
        spec: {
          containers: [{ name: 'c', image: 'i:1', env: [{ name: 'A' }], livenessProbe: { httpGet: { port: 80 } } }],
        },
      },
    },
  };
  const steps = parseFieldPath(path);
  let at = object;
  for (const [index, step] of steps.entries()) {
    if (index === steps.length - 1) at[step] = value;
    else {
      at[step] ??= typeof steps[index + 1] === 'number' ? [] : {};
      at = at[step] as Tree;
    }
  }
  return object;
}

const pod = 'spec.template.spec';
const container = `${pod}.containers[0]`;

describe('values of each type', () => {
  test.each([
    [`${container}.livenessProbe.periodSeconds`, 5, ''],
    [`${container}.livenessProbe.periodSeconds`, null, ''],
    [`${container}.livenessProbe.periodSeconds`, -2147483648, ''],
    [`${container}.livenessProbe.periodSeconds`, 2147483648, 'number for int32, range'],
    [`${container}.livenessProbe.periodSeconds`, '5', 'string for int32, type'],
    [`${container}.livenessProbe.periodSeconds`, 1.5, 'number for int32, fraction'],
    [`${container}.livenessProbe.periodSeconds`, true, 'boolean for int32, type'],
    [`${container}.livenessProbe.periodSeconds`, [], 'list for int32, type'],
    [`${container}.livenessProbe.periodSeconds`, Number.POSITIVE_INFINITY, 'number for int32, range'],
    [`${container}.livenessProbe.terminationGracePeriodSeconds`, 2147483648, ''],
    [`${container}.livenessProbe.terminationGracePeriodSeconds`, 1e19, 'number for int64, range'],
    [`${container}.livenessProbe`, 'x', 'string for object, type'],
    [`${container}.livenessProbe`, null, ''],
    [`${container}.livenessProbe.httpGet.port`, 'web', ''],
    [`${container}.livenessProbe.httpGet.port`, 80, ''],
    [`${container}.livenessProbe.httpGet.port`, 80.5, 'number for intOrString, fraction'],
    [`${container}.livenessProbe.httpGet.port`, false, 'boolean for intOrString, type'],
    [`${container}.command`, 'true', 'string for list, type'],
    [`${container}.command`, {}, 'object for list, type'],
    [`${container}.command[0]`, 1, 'number for string, type'],
    [`${container}.tty`, 'yes', 'string for boolean, type'],
    [`${container}.env[0].value`, 1, 'number for string, type'],
    [`${container}.resources.limits.memory`, '512Mi', ''],
    [`${container}.resources.limits.memory`, ' 512Mi ', ''],
    [`${container}.resources.limits.memory`, '\t512Mi', 'string for quantity, format'],
    [`${container}.resources.limits.memory`, '512mi', 'string for quantity, format'],
    [`${container}.resources.limits.memory`, '', 'string for quantity, format'],
    [`${container}.resources.limits.cpu`, 1.5, ''],
    [`${container}.resources.limits.cpu`, true, 'boolean for quantity, type'],
    [`${pod}.nodeSelector.disk`, 1, 'number for string, type'],
    [`${pod}.nodeSelector.disk`, null, ''],
    [`${pod}.nodeSelector`, ['a'], 'list for map, type'],
    ['metadata.labels.version', 1.2, 'number for string, type'],
    ['metadata.creationTimestamp', null, ''],
    ['metadata.creationTimestamp', '2026-02-28T10:00:00Z', ''],
    ['metadata.creationTimestamp', '2026-02-29T10:00:00Z', 'string for time, format'],
    ['metadata.creationTimestamp', '2026-02-28', 'string for time, format'],
    ['metadata.creationTimestamp', 5, 'number for time, type'],
    ['metadata.annotations', {}, ''],
    ['spec', [], 'list for object, type'],
  ] as const)('%s: %j → %s', (path, value, expected) => {
    const problems = validateObject(deploymentWith(path, value)).map(line);
    expect(problems).toEqual(
      expected === '' ? [] : [`wrongType ${formatFieldPath(parseFieldPath(path))}: ${expected}`],
    );
  });

  test.each([
    ['dGVzdA==', ''],
    ['dGVz\ndA==', ''],
    [[116, 101], ''],
    ['dGVzdA', 'wrongType data[key]: string for base64, format'],
    ['p@ss', 'wrongType data[key]: string for base64, format'],
    [5, 'wrongType data[key]: number for base64, type'],
  ])('bytes: %j → %s', (value, expected) => {
    const secret = { apiVersion: 'v1', kind: 'Secret', data: { key: value } };
    expect(validateObject(secret).map(line)).toEqual(expected === '' ? [] : [expected]);
  });
});

describe('fields', () => {
  test.each([
    [
      `${container}.livenessProbe.initialdelayseconds`,
      5,
      `unknownField ${container}.livenessProbe.initialdelayseconds`,
    ],
    [`${container}.livenessProbe.sleep`, { seconds: 'x' }, `unknownField ${container}.livenessProbe.sleep`],
    [`${container}.livenessProbe.toString`, 1, `unknownField ${container}.livenessProbe.toString`],
    ['status', { nothing: 1 }, 'unknownField status.nothing'],
    ['spec.template.metadata.nme', 'x', 'unknownField spec.template.metadata.nme'],
    [
      `${container}.livenessProbe.httpGet.scheme`,
      'http',
      `notInEnum ${container}.livenessProbe.httpGet.scheme: http of HTTP|HTTPS`,
    ],
    [
      `${container}.imagePullPolicy`,
      'always',
      `notInEnum ${container}.imagePullPolicy: always of Always|IfNotPresent|Never`,
    ],
    [`${container}.imagePullPolicy`, '', ''],
  ])('%s: %j → %s', (path, value, expected) => {
    expect(validateObject(deploymentWith(path, value)).map(line)).toEqual(expected === '' ? [] : [expected]);
  });

  test('every problem of an object is found', () => {
    const manifest = deploymentWith(container, {
      nam: 'x',
      image: 5,
      livenessProbe: { periodSeconds: '1', exec: 'x' },
    });
    expect(validateObject(manifest).map(line)).toEqual([
      `unknownField ${container}.nam`,
      `wrongType ${container}.image: number for string, type`,
      `wrongType ${container}.livenessProbe.periodSeconds: string for int32, type`,
      `wrongType ${container}.livenessProbe.exec: string for object, type`,
      `missingRequired ${container}.name`,
    ]);
  });
});

describe('fields that the API server insists on', () => {
  test.each([
    [container, { image: 'i' }, [`${container}.name`]],
    [container, {}, [`${container}.image`, `${container}.name`]],
    // In a list null is an object without fields.
    [container, null, [`${container}.image`, `${container}.name`]],
    [container, { name: '', image: 'i' }, [`${container}.name`]],
    [`${pod}.containers`, null, [`${pod}.containers`]],
    [`${pod}.containers`, [], [`${pod}.containers`]],
    [`${container}.livenessProbe`, { httpGet: {} }, [`${container}.livenessProbe.httpGet.port`]],
    [`${container}.livenessProbe`, { httpGet: { port: unknownValue } }, []],
    ['spec.selector', null, ['spec.selector']],
    // Marked as required by OpenAPI, not by the server.
    [`${container}.livenessProbe`, { httpGet: { port: 1, httpHeaders: [{ name: 'X' }] } }, []],
    ['spec', null, []],
  ])('%s: %j lacks %j', (path, value, expected) => {
    expect(validateObject(deploymentWith(path, value)).map(line)).toEqual(
      expected.map((missing) => `missingRequired ${missing}`),
    );
  });

  test('not before the field exists', () => {
    const profile = deploymentWith(`${pod}.securityContext`, { appArmorProfile: {} });
    expect(validateObject(profile, { kubernetes: '1.30' })).toMatchObject([{ kind: 'missingRequired', name: 'type' }]);
    expect(validateObject(profile, { kubernetes: '1.29' })).toMatchObject([{ kind: 'fieldNotInRelease' }]);
  });
});

describe('releases', () => {
  const rules = deploymentWith(`${container}.restartPolicyRules`, [{ action: 'Restart' }]);
  test.each([
    ['1.34', rules, []],
    ['1.33', rules, [`fieldNotInRelease ${container}.restartPolicyRules: 1.34-`]],
    ['v1.33.4', rules, [`fieldNotInRelease ${container}.restartPolicyRules: 1.34-`]],
    ['1.2', rules, [`fieldNotInRelease ${container}.restartPolicyRules: 1.34-`]],
    ['1.99', rules, []],
    ['1.35', deploymentWith(`${pod}.workloadRef`, {}), []],
    ['1.36', deploymentWith(`${pod}.workloadRef`, {}), [`fieldNotInRelease ${pod}.workloadRef: 1.35-1.35`]],
    ['1.28', { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2', kind: 'FlowSchema' }, []],
    [
      '1.37',
      { apiVersion: 'flowcontrol.apiserver.k8s.io/v1beta2', kind: 'FlowSchema' },
      ['versionNotInRelease apiVersion: -1.28'],
    ],
  ])('%s: %j → %j', (kubernetes, object, expected) => {
    expect(validateObject(object, { kubernetes }).map(line)).toEqual(expected);
  });

  test('a value that another release takes says which', () => {
    const toleration = deploymentWith(`${pod}.tolerations`, [{ key: 'a', operator: 'Gt', value: '5' }]);
    expect(validateObject(toleration, { kubernetes: '1.37' })).toEqual([]);
    expect(validateObject(toleration, { kubernetes: '1.30' })).toMatchObject([
      { kind: 'notInEnum', value: 'Gt', allowed: ['Equal', 'Exists'], since: '1.35' },
    ]);
  });
});

describe('API versions and kinds', () => {
  test.each([
    ['extensions/v1beta1', 'Deployment', ['unknownVersion apiVersion: apps/v1 gone 1.16']],
    ['extensions/v1beta1', 'Ingress', ['unknownVersion apiVersion: networking.k8s.io/v1 gone 1.22']],
    ['/v1', 'ConfigMap', []],
    ['/apps/v1', 'Deployment', ['unknownVersion apiVersion: apps/v1 gone -']],
    ['batch/v1beta1', 'CronJob', ['unknownVersion apiVersion: batch/v1 gone 1.25']],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      ['unknownVersion apiVersion: autoscaling/v2|autoscaling/v1 gone 1.26'],
    ],
    ['policy/v1beta1', 'PodSecurityPolicy', ['unknownVersion apiVersion:  gone 1.25']],
    ['apps/v2', 'Deployment', ['unknownVersion apiVersion: apps/v1 gone -']],
    ['apps/v1', 'Deploymnt', ['unknownKind kind: Deployment']],
    ['v1', 'service', ['unknownKind kind: Service']],
    ['v1', 'List', []],
    ['v1', 'Config', []],
    ['serving.knative.dev/v1', 'Service', []],
    ['example.com/v1', 'Deployment', []],
  ])('%s %s → %j', (apiVersion, kind, expected) => {
    expect(validateObject({ apiVersion, kind, spec: { anything: 1 } }).map(line)).toEqual(expected);
  });

  test.each([[undefined], [null], [5], ['x'], [[]], [{}], [{ apiVersion: 1, kind: 2 }], [{ kind: 'Pod' }]])(
    'no object, no problems: %j',
    (value) => {
      expect(validateObject(value)).toEqual([]);
    },
  );
});

test('nothing is said about what a template leaves open', () => {
  for (const path of [pod, container, `${container}.image`, `${pod}.containers`, 'metadata', 'metadata.labels.app']) {
    expect(validateObject(deploymentWith(path, unknownValue))).toEqual([]);
  }
  expect(validateObject({ apiVersion: unknownValue, kind: 'Pod', x: 1 })).toEqual([]);
});
