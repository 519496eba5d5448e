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
      #                     ^ error: port 0 does not exist: ports are numbers from 1 to 65535.
      #                                    ^^^^^^ 💡 error: targetPort "8080" is text, and text is read as the name of a port. Write the number without quotes.
      - { name: http, port: 80, targetPort: HTTP }
      #         ^^^^ error: Another port of this Service is named "http" too; names must differ.
      #                                     ^^^^ 💡 error: targetPort "HTTP" is not valid…
      - { port: 80 }
      # ^^^^^^^^^^^^ error: With more than one port each needs a name. Add name.
      #         ^^ error: Port 80 with this protocol is listed twice. Remove one, or change its number.
      - { name: A, port: 81, protocol: tcp }
      #         ^ error: "A" can’t be the name of a port of a Service…
      #                                ^^^ 💡 error: protocol is TCP, UDP or SCTP, in capitals; "tcp" would be rejected.
      - { name: b, targetPort: 65536, nodePort: 30000 }
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This port has no number…
      #                        ^^^^^ error: targetPort 65536 does not exist…
      - { name: c, port: 83, nodePort: 30000, appProtocol: a b }
      #                                ^^^^^ error: nodePort 30000 with this protocol is taken twice…
      #                                                    ^^^ error: appProtocol "a b" is not valid…
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
    #                     ^^^^^^^^ error: A Service of type ClusterIP has no node ports…
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
