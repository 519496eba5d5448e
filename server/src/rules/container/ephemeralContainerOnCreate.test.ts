import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { ephemeralContainerOnCreate } from './ephemeralContainerOnCreate.ts';

test('not in a manifest, and not with everything', () =>
  checkRule(
    ephemeralContainerOnCreate,
    `
    apiVersion: v1
    kind: Pod
    spec:
      ephemeralContainers:
    # ^^^^^^^^^^^^^^^^^^^ error: A manifest must not have ephemeral containers. Add them to a running pod (kubectl debug).
      - name: debug
        ports: []
    #   ^^^^^ error: An ephemeral container must not have ports.
        resources: {}
        livenessProbe: {}
    #   ^^^^^^^^^^^^^ error: An ephemeral container must not have livenessProbe.
    ---
    apiVersion: v1
    kind: Pod
    spec:
      ephemeralContainers: []
    `,
  ));
