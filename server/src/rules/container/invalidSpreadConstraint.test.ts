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
      #            ^ error: maxSkew must be at least 1, not 0.
      #                            ^^^^ error: Two constraints have the same topologyKey and whenUnsatisfiable. Keep one of them.
      #                                                                                ^ error: minDomains must be at least 1, not 0.
      - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [app] }
      #                                                                    ^^^^^^^^^^^^^^ error: matchLabelKeys needs a labelSelector: it adds to it.
      - { maxSkew: 1, topologyKey: host, whenUnsatisfiable: ScheduleAnyway, minDomains: 2 }
      #                                                                     ^^^^^^^^^^ error: minDomains is allowed only with whenUnsatisfiable: DoNotSchedule.
      - maxSkew: 1
        topologyKey: rack
        whenUnsatisfiable: DoNotSchedule
        minDomains: 1
        matchLabelKeys: [app, a b]
        #                     ^^^ error: "a b" is not a valid label key: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
        nodeTaintsPolicy: ""
        #                 ^^ error: nodeTaintsPolicy must not be empty. Remove it.
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
        #                ^^^ error: "app" must not be in both matchLabelKeys and the labelSelector.
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
