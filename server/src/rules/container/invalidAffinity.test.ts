import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidAffinity } from './invalidAffinity.ts';

test('nodes', () =>
  checkRule(
    invalidAffinity,
    `
    apiVersion: v1
    kind: Pod
    spec:
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions:
              - { key: a b, operator: In, values: [x] }
              #        ^^^ error: "a b" is not a valid label key: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
              - { key: a, operator: In }
              # ^^^^^^^^^^^^^^^^^^^^^^^^ error: Operator In needs values.
              - { key: a, operator: Exists, values: [x] }
              #                             ^^^^^^ error: Operator Exists must not have values.
              - { key: a, operator: Gt, values: ["1", "2"] }
              #                         ^^^^^^ error: Operator Gt needs exactly one number in values.
              - { key: a, operator: NotIn, values: [x y] }
              #                                     ^^^ error: "x y" is not a valid label value: must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
              - { key: a, operator: Lt, values: ["1"] }
              matchFields:
              - { key: metadata.name, operator: Exists }
              #                                 ^^^^^^ error: operator must be In or NotIn in matchFields.
              - { key: spec.name, operator: In, values: [a] }
              #        ^^^^^^^^^ error: key must be metadata.name in matchFields, not "spec.name".
              - { key: metadata.name, operator: In, values: [a, b] }
              #                                     ^^^^^^ error: Operator In needs exactly one name in values.
              - { key: metadata.name, operator: In, values: [A] }
              #                                              ^ error: "A" is not a valid label value: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
              - { key: metadata.name, operator: NotIn, values: [a] }
          preferredDuringSchedulingIgnoredDuringExecution:
          - { weight: 0, preference: { matchExpressions: [{ key: a, operator: In, values: [x y] }] } }
          #           ^ error: weight must be from 1 to 100, not 0.
          - { weight: 101, preference: {} }
          #           ^^^ error: weight must be from 1 to 100, not 101.
          - { weight: 100, preference: {} }
    `,
  ));

test('pods', () =>
  checkRule(
    invalidAffinity,
    `
    apiVersion: v1
    kind: Pod
    spec:
      affinity:
        podAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - { topologyKey: a b, labelSelector: { matchLabels: { app: a b } } }
          #                ^^^ error: "a b" is not a valid label key: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
          #                                                          ^^^ error: This selector is not valid: label app must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
          - { topologyKey: zone, namespaces: [A], matchLabelKeys: [app] }
          #                                   ^ error: "A" is not a valid name of a namespace: must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
          #                                       ^^^^^^^^^^^^^^ error: matchLabelKeys needs a labelSelector: it adds to it.
          - { topologyKey: zone, labelSelector: {}, matchLabelKeys: [app], mismatchLabelKeys: [app] }
          #                                                          ^^^ error: "app" must not be in both matchLabelKeys and mismatchLabelKeys.
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 200
          #         ^^^ error: weight must be from 1 to 100, not 200.
            podAffinityTerm:
              topologyKey: zone
              namespaceSelector: { matchExpressions: [{ key: team, operator: is, values: [a] }] }
              #                                                              ^^ error: This selector is not valid: operator must be one of In, NotIn, Exists or DoesNotExist.
          - { weight: 1, podAffinityTerm: { topologyKey: zone, labelSelector: { matchLabels: { app: web } } } }
          - { weight: "{{ .Values.weight }}", podAffinityTerm: { topologyKey: "{{ .Values.key }}" } }
    `,
  ));
