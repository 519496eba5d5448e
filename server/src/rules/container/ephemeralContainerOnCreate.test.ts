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
    # ^^^^^^^^^^^^^^^^^^^ error: Ephemeral containers can only be added to a running pod (kubectl debug)…
      - name: debug
        ports: []
    #   ^^^^^ error: An ephemeral container takes no ports.
        resources: {}
        livenessProbe: {}
    #   ^^^^^^^^^^^^^ error: An ephemeral container takes no livenessProbe.
    ---
    apiVersion: v1
    kind: Pod
    spec:
      ephemeralContainers: []
    `,
  ));
