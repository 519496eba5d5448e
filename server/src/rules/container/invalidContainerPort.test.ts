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
        # ^^^^^^^^^^ error: This port has no containerPort. Add the number on which the container listens, 1 to 65535.
        - { name: HTTP, containerPort: 65535, hostPort: 0 }
        #         ^^^^ 💡 error: Port name "HTTP" is not valid: it must contain only…
        - { name: http, containerPort: 65536 }
        #         ^^^^ error: Another port of this container is named "http" too; names must differ.
        #                              ^^^^^ error: containerPort 65536 does not exist: ports are numbers from 1 to 65535.
        - { containerPort: 1, hostPort: -1, protocol: tcp }
        #                               ^^ error: hostPort -1 does…
        #                                             ^^^ 💡 error: protocol is TCP, UDP or SCTP, in capitals; "tcp" would be rejected.
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
