import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { barePod } from './barePod.ts';

test('a Pod of its own', () =>
  checkRule(
    barePod,
    `
    apiVersion: v1
    kind: Pod
    #     ^^^ hint: Nothing makes this Pod anew when its node fails…
    spec: { containers: [{ image: a }] }
    ---
    apiVersion: v1
    kind: Pod
    spec: { restartPolicy: OnFailure, containers: [{ image: a }] }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { namespace: kube-system }
    ---
    apiVersion: v1
    kind: Pod
    spec: { restartPolicy: "{{ .Values.policy }}" }
    ---
    apiVersion: v1
    kind: PodTemplate
    `,
  ));
