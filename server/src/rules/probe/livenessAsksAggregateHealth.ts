import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** The health of Spring Boot's Actuator as a whole; below it stand the groups `liveness` and `readiness`. */
const aggregate = /\/actuator\/health\/?(?=["'\s?]|$)/;

export const livenessAsksAggregateHealth = defineRule({
  meta: {
    id: 'liveness-asks-aggregate-health',
    severity: 'information',
    appliesTo: 'probe',
    summary: 'A liveness probe asks for the state of the app, not for that of its database and the like.',
    messages: {
      aggregate: {
        text: '/actuator/health also fails with the database or another service, and a restart mends neither.',
        detail:
          'All pods are restarted at once then. Ask /actuator/health/liveness, which Spring Boot 2.3 and later has in Kubernetes.',
      },
      ask: 'Ask /actuator/health/liveness',
    },
    references: [
      'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.kubernetes-probes',
    ],
  },
  *check({ probe }) {
    const [handler, ...others] = probe.handlers;
    if (probe.type !== 'liveness' || !handler || others.length > 0) return;
    const places =
      handler.type === 'httpGet'
        ? [handler.node.get('path')]
        : handler.type === 'exec'
          ? handler.node.get('command').items()
          : [];
    const at = places.find(({ string }) => string !== undefined && aggregate.test(string));
    if (!at) return;
    yield {
      message: 'aggregate',
      at,
      fixes: () =>
        handler.type === 'httpGet' && !/[?\s]/.test(at.string!)
          ? [
              {
                title: 'ask',
                safe: false,
                edits: replaceValue(at, at.string!.replace(aggregate, '/actuator/health/liveness')),
              },
            ]
          : [],
    };
  },
});
