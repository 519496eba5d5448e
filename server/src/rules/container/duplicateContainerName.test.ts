import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { duplicateContainerName } from './duplicateContainerName.ts';

test('among regular containers, and of init containers against both', () =>
  checkRule(
    duplicateContainerName,
    `
    apiVersion: v1
    kind: Pod
    spec:
      initContainers:
      - name: init
      - name: app
        #     ^^^ error: Two containers of this pod are named "app". Names must differ, also from init containers.
      - name: init
        #     ^^^^ error: Two containers of this pod are named "init". Names must differ, also from init containers.
      containers:
      - name: app
      - name: proxy
      - name: proxy
        #     ^^^^^ error: Two containers of this pod are named "proxy". Names must differ, also from init containers.
      - name: {{ .Chart.Name }}
      - name: {{ .Chart.Name }}
    `,
  ));
