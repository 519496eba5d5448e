import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { jobNeverEnds } from './jobNeverEnds.ts';

const job = (containers: string, spec = '') => `
    apiVersion: batch/v1
    kind: Job
    metadata: { name: migrate }
    spec:
      ${spec}
      template:
        spec:
          restartPolicy: Never
          containers:
          ${containers}
    `;

test('a container beside the one that does the work', () =>
  checkRule(
    jobNeverEnds,
    job(`- { name: migrate, image: migrate:1 }
          - name: logs
            image: busybox
            command: [sh, -c, tail -f /dev/null]
          # ^^^^^^^ warning: Container logs never ends, so the pod does not end when migrate has, and the Job is never complete.
          - name: proxy
            image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0
          # ^^^^^ warning: Container proxy never ends, so the pod does not end when migrate has, and the Job is never complete.`),
  ));

test.each([
  ['gcr.io/cloudsql-docker/gce-proxy:1.33', '[/cloud_sql_proxy, -instances=a:b:c]'],
  ['registry.example.com/tools:1', '[/usr/local/bin/pgbouncer]'],
  ['fluent/fluent-bit:3.1', '[/fluent-bit/bin/fluent-bit, -c, /etc/f.conf]'],
])('a helper by its program: %s', (image, command) =>
  checkRule(
    jobNeverEnds,
    job(`- { name: migrate, image: migrate:1 }
          - name: helper
            image: ${image}
            command: ${command}
          # ^^^^^^^ warning: Container helper never ends, so the pod does not end when migrate has, and the Job is never complete.`),
  ),
);

test('a shipper of logs by its image', () =>
  checkRule(
    jobNeverEnds,
    job(`- { name: migrate, image: migrate:1 }
          - name: helper
            image: docker.io/grafana/promtail:3.0.0
          # ^^^^^ warning: Container helper never ends, so the pod does not end when migrate has, and the Job is never complete.`),
  ));

test('one alone', () =>
  checkRule(
    jobNeverEnds,
    job(`- name: wait
            command: [sleep, infinity]
          # ^^^^^^^ warning: This container never ends, so the Job is never complete.`),
  ));

test.each([
  [
    'a sidecar',
    job('- { name: migrate, image: migrate:1 }').replace(
      'containers:',
      'initContainers: [{ name: logs, restartPolicy: Always, command: [sleep, infinity] }]\n          containers:',
    ),
  ],
  [
    'a main container that ends the proxy',
    job(
      '- { name: migrate, image: m, args: [curl, "localhost:15020/quitquitquit"] }\n          - { name: istio-proxy, image: istio/proxyv2 }',
    ),
  ],
  [
    'a command that a template writes',
    job('- { name: migrate, image: m }\n          - { name: logs, command: {{ .Values.command }} }'),
  ],
  ['a deadline for one alone', job('- { name: wait, command: [sleep, infinity] }', 'activeDeadlineSeconds: 60')],
  [
    'a program that is not a helper',
    job('- { name: migrate, image: m }\n          - { name: x, image: envoy-config:1, command: [/envoy-check] }'),
  ],
  ['what ends', job('- { name: wait, command: [sleep, "60"] }')],
  [
    'a Deployment',
    job('- { name: wait, command: [sleep, infinity] }').replace('Job', 'Deployment').replace('batch/v1', 'apps/v1'),
  ],
])('silent with %s', (_, text) => checkSilent(jobNeverEnds, text));
