import { addField, replaceValue } from '../../manifest/edit.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

const securePorts = [443, 8443, 6443, 10250];
const plainPorts = [80, 8080, 8000];

export const schemeDoesNotFitPort = defineRule({
  meta: {
    id: 'scheme-does-not-fit-port',
    severity: 'information',
    appliesTo: 'container',
    summary: 'The scheme of an httpGet fits what usually listens on its port.',
    messages: {
      plain:
        'Port {port} usually speaks HTTPS, but this {owner} asks in plain HTTP: a TLS server answers that with 400 or not at all, and the attempt fails. Set scheme: HTTPS if it does.',
      secure:
        'Port {port} usually speaks plain HTTP, but this {owner} asks by HTTPS: the handshake fails, and with it the attempt. Remove scheme if the port is plain.',
      use: 'Set scheme to {scheme}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
    ],
  },
  *check({ container }) {
    for (const { type, node: handler, owner } of checkedHandlers(container)) {
      const scheme = handler.get('scheme');
      const port = handler.get('port');
      if (type !== 'httpGet' || scheme.unknown || port.unknown || handler.partial) continue;
      const isSecure = scheme.value === 'HTTPS';
      if (!isSecure && scheme.isSet && scheme.value !== 'HTTP' && scheme.value !== '') continue;
      const usual = usualScheme(container, port.integer ?? port.string);
      if (usual === undefined || (usual === 'HTTPS') === isSecure) continue;
      yield {
        message: isSecure ? 'secure' : 'plain',
        at: scheme.present ? scheme : port,
        data: { port: String(port.value), owner },
        fixes: () => [
          {
            title: 'use',
            data: { scheme: usual },
            safe: false,
            edits: scheme.present ? replaceValue(scheme, usual) : addField(handler, 'scheme', usual),
          },
        ],
      };
    }
  },
});

/** What usually listens there: told by the name of the port before its number. */
function usualScheme({ ports }: ContainerModel, port: number | string | undefined): 'HTTP' | 'HTTPS' | undefined {
  const declared = ports.find(({ name, containerPort }) => name.value === port || containerPort.value === port);
  const name = typeof port === 'string' ? port : declared?.name.value;
  if (name && /(^|-)https(-|$)/.test(name)) return 'HTTPS';
  if (name && /(^|-)http(-|$)/.test(name)) return 'HTTP';
  if (name) return undefined;
  if (securePorts.includes(port as number)) return 'HTTPS';
  return plainPorts.includes(port as number) ? 'HTTP' : undefined;
}
