import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidSpreadConstraint } from './invalidSpreadConstraint.ts';

test('numbers, selectors and repetitions', () =>
  checkRule(
    invalidSpreadConstraint,
    `
    apiVersion: v1
    kind: Pod
    spec:
      topologySpreadConstraints:
      - { maxSkew: 0, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, minDomains: 0 }
      #            ^ error: maxSkew is 0, but must be at least 1.
      #                            ^^^^ error: Another constraint has the same topologyKey and whenUnsatisfiable. Keep one of them.
      #                                                                                ^ error: minDomains is 0, but must be at least 1.
      - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [app] }
      #                                                                    ^^^^^^^^^^^^^^ error: matchLabelKeys adds to a labelSelector, so there must be one.
      - { maxSkew: 1, topologyKey: host, whenUnsatisfiable: ScheduleAnyway, minDomains: 2 }
      #                                                                     ^^^^^^^^^^ error: minDomains only means something with whenUnsatisfiable: DoNotSchedule. Remove it, or set that.
      - maxSkew: 1
        topologyKey: rack
        whenUnsatisfiable: DoNotSchedule
        minDomains: 1
        matchLabelKeys: [app, a b]
        #                     ^^^ error: "a b" can’t be the key of a label: it must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
        nodeTaintsPolicy: ""
        #                 ^^ error: nodeTaintsPolicy is empty, which the API server rejects. Remove it.
        labelSelector:
          matchExpressions: [{ key: app, operator: In }]
          #                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This selector is not valid: values must not be empty with In.
    `,
  ));

test('keys that the selector has already, before they are merged', () =>
  checkRule(
    invalidSpreadConstraint,
    `
    apiVersion: v1
    kind: Pod
    spec:
      topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: rack
        whenUnsatisfiable: DoNotSchedule
        matchLabelKeys: [app, other]
        #                ^^^ error: "app" is both in matchLabelKeys and in the labelSelector. Keep one of them.
        labelSelector: { matchLabels: { app: web } }
    `,
    { kubernetes: '1.33' },
  ));

test('good ones', () =>
  checkRule(
    invalidSpreadConstraint,
    `
    apiVersion: v1
    kind: Pod
    spec:
      topologySpreadConstraints:
      - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, minDomains: 1, labelSelector: { matchLabels: { app: web } } }
      - { maxSkew: "{{ .Values.skew }}", topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }
    `,
  ));
