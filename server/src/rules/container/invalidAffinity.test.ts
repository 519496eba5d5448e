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
              #        ^^^ error: "a b" can’t be the key of a label: it must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
              - { key: a, operator: In }
              # ^^^^^^^^^^^^^^^^^^^^^^^^ error: With operator: In there must be something in values.
              - { key: a, operator: Exists, values: [x] }
              #                             ^^^^^^ error: With operator: Exists there must be nothing in values.
              - { key: a, operator: Gt, values: ["1", "2"] }
              #                         ^^^^^^ error: With operator: Gt there must be exactly one number in values.
              - { key: a, operator: NotIn, values: [x y] }
              #                                     ^^^ error: "x y" can’t be the value of a label: it must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
              - { key: a, operator: Lt, values: ["1"] }
              matchFields:
              - { key: metadata.name, operator: Exists }
              #                                 ^^^^^^ error: operator of a field is In or NotIn; Exists would be rejected.
              - { key: spec.name, operator: In, values: [a] }
              #        ^^^^^^^^^ error: metadata.name is the only field of a node that can be asked for; "spec.name" would be rejected.
              - { key: metadata.name, operator: In, values: [a, b] }
              #                                     ^^^^^^ error: With operator: In there must be exactly one name in values.
              - { key: metadata.name, operator: In, values: [A] }
              #                                              ^ error: "A" can’t be the value of a label: it must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
              - { key: metadata.name, operator: NotIn, values: [a] }
          preferredDuringSchedulingIgnoredDuringExecution:
          - { weight: 0, preference: { matchExpressions: [{ key: a, operator: In, values: [x y] }] } }
          #           ^ error: weight of a preference lies between 1 and 100; 0 would be rejected.
          - { weight: 101, preference: {} }
          #           ^^^ error: weight of a preference lies between 1 and 100; 101 would be rejected.
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
          #                ^^^ error: "a b" can’t be the key of a label: it must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
          #                                                          ^^^ error: This selector is not valid: label app must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
          - { topologyKey: zone, namespaces: [A], matchLabelKeys: [app] }
          #                                   ^ error: "A" can’t be the name of a namespace: it must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
          #                                       ^^^^^^^^^^^^^^ error: matchLabelKeys adds to a labelSelector, so there must be one.
          - { topologyKey: zone, labelSelector: {}, matchLabelKeys: [app], mismatchLabelKeys: [app] }
          #                                                          ^^^ error: "app" is both in matchLabelKeys and in mismatchLabelKeys. Keep one of them.
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 200
          #         ^^^ error: weight of a preference lies between 1 and 100; 200 would be rejected.
            podAffinityTerm:
              topologyKey: zone
              namespaceSelector: { matchExpressions: [{ key: team, operator: is, values: [a] }] }
              #                                                              ^^ error: This selector is not valid: operator must be one of In, NotIn, Exists, DoesNotExist.
          - { weight: 1, podAffinityTerm: { topologyKey: zone, labelSelector: { matchLabels: { app: web } } } }
          - { weight: "{{ .Values.weight }}", podAffinityTerm: { topologyKey: "{{ .Values.key }}" } }
    `,
  ));
