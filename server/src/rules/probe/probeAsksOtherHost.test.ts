import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { probeAsksOtherHost } from './probeAsksOtherHost.ts';

test('the node, or another host', () =>
  checkRule(
    probeAsksOtherHost,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { httpGet: { port: 80, host: localhost } }
        #                                           ^^^^^^^^^ 💡 warning: localhost is the node here, not the pod, so the liveness probe says nothing about this container. ¶ The kubelet sends this from the node. Remove host to ask the pod itself. What follows if nothing answers on the node: The container is restarted 20–30 s after each start, with CrashLoopBackOff after 2 min 20 s–6 min 1 s.
        readinessProbe: { tcpSocket: { port: 80, host: example.com } }
        #                                              ^^^^^^^^^^^ 💡 warning: The readiness probe asks example.com instead of the pod, so it says nothing about this container. ¶ Remove host; for a virtual host, set the HTTP header Host. What follows if example.com does not answer: The pod never becomes ready.
        lifecycle:
          postStart: { httpGet: { port: 80, host: example.com } }
          preStop: { httpGet: { port: 80, host: 127.0.0.1 } }
          #                                     ^^^^^^^^^ 💡 warning: 127.0.0.1 is the node here, not the pod: the preStop hook calls what listens on the node, or fails.
      - livenessProbe: { httpGet: { port: 80, host: "" } }
        readinessProbe: { httpGet: { port: 80, host: {{ .Values.host }} } }
    `,
  ));

test.each(['true', '{{ .Values.hostNetwork }}'])('silent with hostNetwork: %s', (network) =>
  checkSilent(
    probeAsksOtherHost,
    `apiVersion: v1\nkind: Pod\nspec:\n  hostNetwork: ${network}\n  containers:\n  - livenessProbe: { httpGet: { port: 80, host: 127.0.0.1 } }\n`,
  ),
);

test('removed', () =>
  checkFix(
    probeAsksOtherHost,
    'Remove host',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet:
            host: localhost # here
            port: 80
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          httpGet:
            port: 80
    `,
  ));

test.each([
  [
    `
          httpGet:
            host: shop.example.com # virtual
            port: 80`,
    `
          httpGet:
            port: 80
            httpHeaders:
              - name: Host
                value: shop.example.com`,
  ],
  [
    ' { httpGet: { port: 80, host: shop.example.com } }',
    ' { httpGet: { port: 80, httpHeaders: [{ name: Host, value: shop.example.com }] } }',
  ],
])('a virtual host becomes a header: %s', (before, after) => {
  const pod = (probe: string) => `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:${probe}
    `;
  checkFix(probeAsksOtherHost, 'Send shop.example.com as the header Host instead', pod(before), pod(after));
});
