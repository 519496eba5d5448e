import { addField, replaceValue } from '../../manifest/edit.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { consequenceMessages, ifAlwaysFailing } from '../consequence.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

const securePorts = [443, 8443, 6443, 10250];

export const schemeDoesNotFitPort = defineRule({
  meta: {
    id: 'scheme-does-not-fit-port',
    severity: 'information',
    appliesTo: 'container',
    summary: 'The scheme of an httpGet fits what usually listens on its port.',
    messages: {
      plain: {
        text: 'Port {port} usually speaks HTTPS. If so, each request in plain HTTP fails. {consequence}',
        detail: 'A TLS server answers plain HTTP with 400 or not at all. Set scheme: HTTPS if the port speaks it.',
      },
      secure: {
        text: 'Port {port} usually speaks plain HTTP. If so, each request by HTTPS fails. {consequence}',
        detail: 'The TLS handshake fails. Remove scheme if the port speaks plain HTTP.',
      },
      declared: 'The port is declared as {name}',
      use: 'Set scheme to {scheme}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
    ],
  },
  *check({ workload, container }) {
    for (const { type, node: handler, probe } of checkedHandlers(container)) {
      const scheme = handler.get('scheme');
      const port = handler.get('port');
      if (type !== 'httpGet' || scheme.unknown || port.unknown || handler.partial) continue;
      const isSecure = scheme.value === 'HTTPS';
      // Who writes a scheme means it; but port 80 speaks HTTPS hardly anywhere.
      if (isSecure ? port.integer !== 80 : scheme.isSet && scheme.value !== '') continue;
      if (!isSecure && !speaksHttps(container, port.integer ?? port.string)) continue;
      yield {
        message: isSecure ? 'secure' : 'plain',
        at: scheme.present ? scheme : port,
        data: {
          port: String(port.value),
          consequence: probe ? ifAlwaysFailing(workload, container, probe) : consequenceMessages.hookFails(),
        },
        related: container.ports
          .filter(
            ({ name, containerPort }) => name.value && [name.value, containerPort.value].includes(port.value as string),
          )
          .map(({ name }) => ({ at: name.node, message: 'declared', data: { name: name.value! } })),
        fixes: () => [
          {
            title: 'use',
            data: { scheme: isSecure ? 'HTTP' : 'HTTPS' },
            safe: false,
            edits: scheme.present
              ? replaceValue(scheme, isSecure ? 'HTTP' : 'HTTPS')
              : addField(handler, 'scheme', 'HTTPS'),
          },
        ],
      };
    }
  },
});

/** Whether a port's name or, without one, its number says that it speaks HTTPS. */
function speaksHttps({ ports }: ContainerModel, port: number | string | undefined): boolean {
  const declared = ports.find(({ name, containerPort }) => name.value === port || containerPort.value === port);
  const name = typeof port === 'string' ? port : declared?.name.value;
  return name ? /(^|-)https(-|$)/.test(name) : securePorts.includes(port as number);
}
