import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { alwaysPullsDigest } from './alwaysPullsDigest.ts';

const digest = `sha256:${'a'.repeat(64)}`;

test('Always with a digest', () =>
  checkRule(
    alwaysPullsDigest,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: app@${digest}
        imagePullPolicy: Always
        #                ^^^^^^ 💡 information: A digest always names the same content, so Always brings nothing new, but each start needs the registry.
      - image: app:1@${digest}
        imagePullPolicy: IfNotPresent
      - image: app:1
        imagePullPolicy: Always
      - image: app:latest@${digest}
    `,
  ));

test('IfNotPresent is enough', () =>
  checkFix(
    alwaysPullsDigest,
    'Set imagePullPolicy to IfNotPresent',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - { image: "app@${digest}", imagePullPolicy: Always }
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - { image: "app@${digest}", imagePullPolicy: IfNotPresent }
    `,
  ));
