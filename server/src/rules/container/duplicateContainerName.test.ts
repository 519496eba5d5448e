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
        #     ^^^ error: Another container of this pod is named "app" too; names must differ, init containers included. Rename one of them.
      - name: init
        #     ^^^^ error: Another…
      containers:
      - name: app
      - name: proxy
      - name: proxy
        #     ^^^^^ error: Another…
      - name: {{ .Chart.Name }}
      - name: {{ .Chart.Name }}
    `,
  ));
