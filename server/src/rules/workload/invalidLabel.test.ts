import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidLabel } from './invalidLabel.ts';

test('labels, annotations, node selectors', () =>
  checkRule(
    invalidLabel,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      labels:
        app.kubernetes.io/name: web
        owner: Jane Doe
    #   ^^^^^ error: Label "owner" is not valid: must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
      annotations:
        Example.com/Owner: Jane Doe
        bad key: x
    #   ^^^^^^^ error: The key of annotation "bad key" is not valid: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
    spec:
      template:
        metadata:
          labels: { ok: "", {{ .Values.key }}: x }
          annotations: { /a: x }
    #                    ^^ error: The key of annotation "/a" is not valid: must be non-empty.
        spec:
          nodeSelector: { -disk: ssd }
    #                     ^^^^^ error: Label "-disk" is not valid…
    `,
  ));

test('of a Service too', () =>
  checkRule(
    invalidLabel,
    `
    apiVersion: v1
    kind: Service
    spec:
      selector: { app: a b }
    #             ^^^ error: Label "app" is not valid…
    ---
    apiVersion: example.com/v1
    kind: Widget
    metadata: { labels: { app: a b } }
    `,
  ));
