import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidDisruptionBudget } from './invalidDisruptionBudget.ts';

test('a good one', () =>
  checkSilent(
    invalidDisruptionBudget,
    `
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      minAvailable: 100%
    `,
  ));

test('has one amount', () =>
  checkRule(
    invalidDisruptionBudget,
    `
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: web}
    spec:
    #<-- error: A budget must have either minAvailable or maxUnavailable. Keep one of them.
      selector: {matchLabels: {app: web}}
      minAvailable: 1
      maxUnavailable: 101%
    #                 ^^^^ error: maxUnavailable must be at most 100 %, not 101%.
    `,
  ));

test('which is a number or a percentage', () =>
  checkRule(
    invalidDisruptionBudget,
    `
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      minAvailable: half
    #               ^^^^ error: minAvailable must be a whole number, or a percentage such as 25%.
      unhealthyPodEvictionPolicy: ""
    #                             ^^ error: unhealthyPodEvictionPolicy must be IfHealthyBudget or AlwaysAllow, not empty.
    `,
  ));

test('selects by valid labels', () =>
  checkRule(
    invalidDisruptionBudget,
    `
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: web}
    spec:
      maxUnavailable: -1
    #                 ^^ error: maxUnavailable must not be negative.
      selector:
        matchLabels: {app: we b}
    #                      ^^^^ error: This selector is not valid: label app must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
    `,
  ));
