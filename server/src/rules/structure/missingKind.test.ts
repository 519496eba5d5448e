import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { missingKind } from './missingKind.ts';

test('names the version of a kind', () =>
  checkRule(
    missingKind,
    `
    kind: Deployment
    #     ^^^^^^^^^^ 💡 error: apiVersion is missing: kubectl refuses this Deployment. Add \`apiVersion: apps/v1\`.
    metadata:
      name: web
    spec: {}
    `,
  ));

test('finds a misspelt kind', () =>
  checkRule(
    missingKind,
    `
    aipVersion: v1
    #<-- 💡 error: "aipVersion" is not a field of an object. Did you mean "apiVersion"?
    kind: ConfigMap
    metadata:
      name: web
    data: {}
    `,
  ));

test('says that the kind is missing', () =>
  checkRule(
    missingKind,
    `
    apiVersion: v1
    #           ^^ error: kind is missing: kubectl refuses this object. Say what it is.
    metadata:
      name: web
    spec: {}
    `,
  ));

test('does not take a number for a version', () =>
  checkRule(
    missingKind,
    `
    apiVersion: 1
    #           ^ error: apiVersion must be text.
    kind: Pod
    metadata:
      name: web
    spec: {}
    `,
  ));

test('leaves other data alone that has a kind', () =>
  checkSilent(
    missingKind,
    `
    # values of a chart
    kind: Deployment
    metadata:
      labels: {}
    replicas: 2
    image: {}
    `,
  ));

test('says nothing about whole objects', () =>
  checkSilent(
    missingKind,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: web
    `,
  ));

test('waits where a template decides', () =>
  checkSilent(
    missingKind,
    `
    apiVersion: {{ .Values.version }}
    kind: Deployment
    metadata:
      name: web
    spec: {}
    `,
  ));
