import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { nodePortOutOfRange } from './nodePortOutOfRange.ts';

test('30000 to 32767', () =>
  checkRule(
    nodePortOutOfRange,
    `
    apiVersion: v1
    kind: Service
    spec:
      type: NodePort
      ports:
      - nodePort: 29999
        #         ^^^^^ 💡 error: nodePort must be from 30000 to 32767 in most clusters, not 29999.
      - nodePort: 30000
      - nodePort: 32767
      - nodePort: 32768
        #         ^^^^^ 💡 error: nodePort must be from 30000 to 32767 in most clusters, not 32768.
      - nodePort: 0
      - nodePort:
      - nodePort: {{ .Values.port }}
    `,
  ));

const service = (port: string) => `
    apiVersion: v1
    kind: Service
    spec:
      ports:
      - name: http
        port: 81
        ${port}
        targetPort: 80
    `;

test.each([
  [40012, 30012],
  [40016, 30016],
  [3080, 30080],
  [80, 30080],
])('%d becomes %d', (before, after) =>
  checkFix(
    nodePortOutOfRange,
    `Use ${after}`,
    service(`nodePort: ${before} # outside`),
    service(`nodePort: ${after} # outside`),
  ),
);

test('left to the cluster', () =>
  checkFix(nodePortOutOfRange, 'Remove nodePort', service('nodePort: 39999'), service('').replace(/\n *\n/, '\n')));
