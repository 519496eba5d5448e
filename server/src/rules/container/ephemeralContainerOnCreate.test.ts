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

test('its target is another container, and its mounts are whole', () =>
  checkRule(
    ephemeralContainerOnCreate,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
      ephemeralContainers:
    # ^^^^^^^^^^^^^^^^^^^ error: A manifest must not have ephemeral containers. Add them to a running pod (kubectl debug).
      - name: debug
        targetContainerName: app
        restartPolicy: Never
    #   ^^^^^^^^^^^^^ error: An ephemeral container must not have restartPolicy.
      - name: other
        targetContainerName: debug
    #                        ^^^^^ error: No other container is named "debug", so this one has no target.
        volumeMounts:
        - { name: data, mountPath: /data, subPath: logs }
    #                                     ^^^^^^^ error: An ephemeral container must not have subPath.
    `,
  ));
