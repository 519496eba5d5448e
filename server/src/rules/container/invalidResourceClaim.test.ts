import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { invalidResourceClaim } from './invalidResourceClaim.ts';

test('of the pod and its containers', () =>
  checkRule(
    invalidResourceClaim,
    `
    apiVersion: v1
    kind: Pod
    spec:
      resourceClaims:
      - { name: gpu, resourceClaimName: gpu }
      - { name: gpu, resourceClaimName: A }
      #         ^^^ error: Another resource claim is named "gpu" too; names must differ.
      #                                 ^ error: "A" can’t be a resourceClaimName: it must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
      - { name: B, resourceClaimTemplateName: b, resourceClaimName: b }
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A claim comes from resourceClaimName or from resourceClaimTemplateName. Keep one of them.
      #         ^ error: "B" can’t be a name: it must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
      - { name: none }
      # ^^^^^^^^^^^^^^ error: This claim comes from nowhere. Add resourceClaimName or resourceClaimTemplateName.
      containers:
      - name: app
        resources:
          claims:
          - { name: gpu, request: a }
          - { name: gpu, request: b }
          - { name: gpu }
          # ^^^^^^^^^^^^^ error: Another resource claim is named "gpu" too; names must differ.
          - { name: none, request: A b }
          #                        ^^^ error: "A b" can’t be a request: it must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
          - { name: other }
          # ^^^^^^^^^^^^^^^ error: This pod has no resource claim "other". Add it to resourceClaims.
          - { request: a }
          # ^^^^^^^^^^^^^^ error: This names no claim. Add name.
    `,
  ));

test('dropped before 1.34', () =>
  checkRule(
    invalidResourceClaim,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        resources: { claims: [{ name: other }] }
    `,
    { kubernetes: '1.33' },
  ));
