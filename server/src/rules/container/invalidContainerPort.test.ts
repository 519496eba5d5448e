import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { invalidContainerPort } from './invalidContainerPort.ts';

test('numbers, names, protocols', () =>
  checkRule(
    invalidContainerPort,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports:
        - name: http
        # ^^^^^^^^^^ error: containerPort is required here: the number on which the container listens, 1 to 65535.
        - { name: HTTP, containerPort: 65535, hostPort: 0 }
        #         ^^^^ 💡 error: "HTTP" is not a valid port name: must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-).
        - { name: http, containerPort: 65536 }
        #         ^^^^ error: Two ports of this container are named "http". Names must differ.
        #                              ^^^^^ error: containerPort must be a number from 1 to 65535, not 65536.
        - { containerPort: 1, hostPort: -1, protocol: tcp }
        #                               ^^ error: hostPort must be a number from 1 to 65535, not -1.
        #                                             ^^^ 💡 error: protocol must be TCP, UDP or SCTP, in capitals, not "tcp".
        - { name: abcdefghijklmno, containerPort: 80, protocol: SCTP }
        - { name: {{ .Values.name }}, containerPort: {{ .Values.port }} }
      - ports: [{ name: http, containerPort: 80 }, { containerPort: 80, protocol: "" }]
    `,
  ));

const pod = (port: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - ports:
        - ${port}
    `;
test.each([
  ['{ name: Http_Api, containerPort: 80 }', '{ name: http-api, containerPort: 80 }', 'http-api'],
  ['{ containerPort: 80, protocol: tcp } # web', '{ containerPort: 80, protocol: TCP } # web', 'TCP'],
])('%s', (before, after, value) => checkFix(invalidContainerPort, `Use ${value}`, pod(before), pod(after)));
