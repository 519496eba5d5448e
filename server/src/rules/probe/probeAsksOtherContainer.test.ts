import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { probeAsksOtherContainer } from './probeAsksOtherContainer.ts';

test('a port of the neighbour', () =>
  checkRule(
    probeAsksOtherContainer,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: app
        ports: [{ containerPort: 8080 }]
        livenessProbe: { httpGet: { port: 9090 } }
        #                                 ^^^^ 💡 information: Port 9090 belongs to container metrics: if metrics hangs, this container is restarted, and metrics is not. ¶ The restart comes 20–30 s after metrics stops answering. The containers of a pod share one address. Use a port of this container, unless you mean metrics.
        readinessProbe: { httpGet: { port: 8081 } }
        startupProbe: { tcpSocket: { port: 9090, host: other } }
      - name: metrics
        ports: [{ containerPort: 9090 }, { containerPort: 53, protocol: UDP }]
        livenessProbe: { httpGet: { port: 9090 } }
      - name: dns
        ports:
        {{- toYaml .Values.ports | nindent 8 }}
        livenessProbe: { httpGet: { port: 9090 } }
      - name: other
        livenessProbe: { tcpSocket: { port: 53 } }
    `,
  ));

test('its own', () =>
  checkFix(
    probeAsksOtherContainer,
    'Use port 80',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - ports: [{ containerPort: 80 }]\n    livenessProbe:\n      tcpSocket: { port: 81 } # alive\n  - { name: b, ports: [{ containerPort: 81 }] }\n',
    'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - ports: [{ containerPort: 80 }]\n    livenessProbe:\n      tcpSocket: { port: 80 } # alive\n  - { name: b, ports: [{ containerPort: 81 }] }\n',
  ));
