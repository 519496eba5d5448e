import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { missingField } from './missingField.ts';

test('a field that is required', () =>
  checkRule(
    missingField,
    `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      ports:
      - targetPort: 80
      # ^^^^^^^^^^^^^^ error: "port" is required here.
      - port: 80
      - { {{ .Values.port }} }
    `,
  ));
