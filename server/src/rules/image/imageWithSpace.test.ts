import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { imageWithSpace } from './imageWithSpace.ts';

test('in a Pod, not in a template', () =>
  checkRule(
    imageWithSpace,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - image: " nginx"
        #      ^^^^^^^^ 💡 error: image must not begin or end with white space.
      - image: "a b"
    ---
    apiVersion: v1
    kind: PodTemplate
    template:
      spec:
        containers:
        - image: " nginx"
    `,
  ));

test('taken away', () =>
  checkFix(
    imageWithSpace,
    'Remove the white space',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers: [{ image: "nginx " }] # web
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers: [{ image: "nginx" }] # web
    `,
  ));
