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
      #         ^^^ error: Two resource claims are named "gpu". Names must differ.
      #                                 ^ error: "A" is not a valid resourceClaimName: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
      - { name: B, resourceClaimTemplateName: b, resourceClaimName: b }
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: A claim must have either resourceClaimName or resourceClaimTemplateName, not both.
      #         ^ error: "B" is not a valid name: must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
      - { name: none }
      # ^^^^^^^^^^^^^^ error: A claim needs resourceClaimName or resourceClaimTemplateName.
      containers:
      - name: app
        resources:
          claims:
          - { name: gpu, request: a }
          - { name: gpu, request: b }
          - { name: gpu }
          # ^^^^^^^^^^^^^ error: Two resource claims are named "gpu". Names must differ.
          - { name: none, request: A b }
          #                        ^^^ error: "A b" is not a valid request: must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
          - { name: other }
          # ^^^^^^^^^^^^^^^ error: This pod has no resource claim "other". Add it to resourceClaims.
          - { request: a }
          # ^^^^^^^^^^^^^^ error: The name of a claim is required here.
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
