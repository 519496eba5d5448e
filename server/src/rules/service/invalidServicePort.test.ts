import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidServicePort } from './invalidServicePort.ts';

test('numbers, names, protocols', () =>
  checkRule(
    invalidServicePort,
    `
    apiVersion: v1
    kind: Service
    spec:
      type: NodePort
      ports:
      - { name: http, port: 0, targetPort: "8080" }
      #                     ^ error: port must be a number from 1 to 65535, not 0.
      #                                    ^^^^^^ 💡 error: targetPort "8080" is text, which is read as the name of a port. Write the number without quotes.
      - { name: http, port: 80, targetPort: HTTP }
      #         ^^^^ error: Two ports of this Service are named "http". Names must differ.
      #                                     ^^^^ 💡 error: "HTTP" is not a valid port name: must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-).
      - { port: 80 }
      # ^^^^^^^^^^^^ error: With more than one port each port needs a name.
      #         ^^ error: Port 80 with this protocol is listed twice. Remove one, or change its number.
      - { name: A, port: 81, protocol: tcp }
      #         ^ error: "A" is not a valid port name of a Service: must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character.
      #                                ^^^ 💡 error: protocol must be TCP, UDP or SCTP, in capitals, not "tcp".
      - { name: b, targetPort: 65536, nodePort: 30000 }
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This entry needs port: the number under which the Service is reached.
      #                        ^^^^^ error: targetPort must be a number from 1 to 65535, not 65536.
      - { name: c, port: 83, nodePort: 30000, appProtocol: a b }
      #                                ^^^^^ error: nodePort 30000 is used twice with this protocol. Change one, or leave it to the cluster.
      #                                                    ^^^ error: "a b" is not a valid appProtocol: must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character.
      - { name: d, port: 80, protocol: UDP, nodePort: 30000 }
      - { name: {{ .Values.name }}, port: {{ .Values.port }}, targetPort: {{ .Values.target }} }
    ---
    apiVersion: v1
    kind: Service
    spec:
      ports: []
    # ^^^^^ error: A Service needs at least one port…
    ---
    apiVersion: v1
    kind: Service
    spec:
      ports: [{ port: 80, nodePort: 30080 }]
    #                     ^^^^^^^^ error: A Service of type ClusterIP must not have a nodePort. Remove it, or set type: NodePort.
    `,
  ));

test.each([
  'clusterIP: None',
  'type: ExternalName',
  'ports:\n    {{- toYaml .Values.ports | nindent 2 }}',
  'type: {{ .Values.type }}',
])('no ports: %s', (spec) => checkSilent(invalidServicePort, `apiVersion: v1\nkind: Service\nspec:\n  ${spec}\n`));

test('a number without quotes', () =>
  checkFix(
    invalidServicePort,
    'Use 8080',
    'apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: 80\n    targetPort: "8080" # app\n',
    'apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: 80\n    targetPort: 8080 # app\n',
  ));
