import { addField, replaceValue } from '../../manifest/edit.ts';
import type { ContainerModel } from '../../manifest/podModel.ts';
import { checkedHandlers } from '../handlers.ts';
import { defineRule } from '../rule.ts';

/**
 * Redirects on the same host name are followed, certificates unread; one to another host is a success with a warning.
 * Upstream: `RedirectChecker` and `DoHTTPProbe` in `pkg/probe/http/http.go`.
 */
export const probeMayFollowRedirect = defineRule({
  meta: {
    id: 'probe-may-follow-redirect',
    severity: 'hint',
    appliesTo: 'container',
    summary: 'A probe asks a path that answers itself instead of redirecting.',
    messages: {
      port: {
        text: 'If the app redirects / to another host, this probe succeeds without an answer of the app.',
        detail:
          'The container also has an HTTPS port, and such servers often redirect plain HTTP there. The kubelet follows a redirect to the same host; one to another host counts as success (event ProbeWarning). Ask a path that answers itself, such as a health endpoint, or use HTTPS.',
      },
      setting: {
        text: '{name} redirects / to https; if that is another host, this probe succeeds without an answer of the app.',
        detail:
          'The kubelet follows a redirect to the same host; one to another host counts as success (event ProbeWarning). Ask a path that answers itself, such as a health endpoint.',
      },
      secure: 'The HTTPS port',
      forced: '{name} is set',
      ask: 'Ask by HTTPS at port {port}',
    },
    references: [
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/probe/http/http.go',
    ],
  },
  *check({ container }) {
    if (container.node.partial) return;
    for (const { type, node: handler, probe } of checkedHandlers(container)) {
      if (type !== 'httpGet' || !probe || handler.partial) continue;
      const [path, scheme, port] = [handler.get('path'), handler.get('scheme'), handler.get('port')];
      if (path.unknown || scheme.unknown || port.unknown) continue;
      if ((path.isSet && path.string !== '/') || (scheme.isSet && scheme.string === 'HTTPS')) continue;
      const asked = container.ports.find(
        ({ name, containerPort }) => name.value === port.value || containerPort.value === port.value,
      );
      const secure = container.ports.find((declared) => declared !== asked && isSecure(declared));
      const forced = forcesHttps(container);
      if ((asked && isSecure(asked)) || (!secure && !forced)) continue;
      const name = forced?.get('name').string ?? '';
      yield {
        message: forced ? 'setting' : 'port',
        at: path.isSet ? path : handler,
        ...(path.isSet ? {} : { on: 'key' as const }),
        data: { name },
        related: forced
          ? [{ at: forced.get('name'), message: 'forced' }]
          : secure
            ? [{ at: secure.containerPort.node, message: 'secure' }]
            : [],
        fixes: () => {
          const target = secure && String(secure.name.value || secure.containerPort.value);
          if (!target) return [];
          const ask = replaceValue(port, target);
          const byHttps = scheme.present ? replaceValue(scheme, 'HTTPS') : addField(handler, 'scheme', 'HTTPS');
          return [{ title: 'ask', data: { port: target }, safe: false, edits: ask && byHttps && [...ask, ...byHttps] }];
        },
      };
    }
  },
});

function isSecure({ name, containerPort }: ContainerModel['ports'][number]): boolean {
  return name.value ? /(^|-)(https|tls)(-|$)/.test(name.value) : [443, 8443].includes(containerPort.value ?? 0);
}

/** The variable by which an app is told to redirect to https. */
function forcesHttps({ node }: ContainerModel) {
  return node
    .get('env')
    .items()
    .find(
      (variable) =>
        /(SSL|HTTPS|TLS)_REDIRECT|REDIRECT_(TO_)?(SSL|HTTPS|TLS)|(FORCE|REQUIRE)_(SSL|HTTPS|TLS)/i.test(
          variable.get('name').string ?? '',
        ) && /^(1|true|yes|on|always)$/i.test(variable.get('value').string ?? ''),
    );
}
