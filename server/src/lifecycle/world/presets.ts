import type { Container, Pod, ProbeType } from '../../kubernetes/pod.ts';
import type { ContainerBehaviour, ImageBehaviour, ProbeAnswer, Scenario } from './scenario.ts';

/** A scenario by name, made to measure for a pod. */
export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  scenario(pod: Pod): Scenario;
}

const pullSeconds = 2;

type Behave = (container: Container) => ContainerBehaviour;

function preset(name: string, title: string, description: string, app: Behave, init: Behave = () => ({})): Preset {
  return {
    name,
    title,
    description,
    scenario: (pod) => {
      const containers: Record<string, ContainerBehaviour> = {};
      for (const container of pod.spec.initContainers ?? []) {
        const ordinary = container.restartPolicy !== 'Always';
        containers[container.name] = {
          image: imageOf(container),
          ...(ordinary ? { runs: [{ exitAfterSeconds: 1, exitCode: 0 }] } : {}),
          ...init(container),
        };
      }
      for (const container of pod.spec.containers) {
        containers[container.name] = { image: imageOf(container), ...app(container) };
      }
      return { name, title, description, containers };
    },
  };
}

/** Pulled where the policy pulls; a container that must never pull finds its image on the node. */
function imageOf(container: Container): ImageBehaviour {
  return { present: container.imagePullPolicy === 'Never', pullSeconds };
}

const everyType: readonly ProbeType[] = ['startup', 'readiness', 'liveness'];

function answers(...list: ProbeAnswer[]): NonNullable<ContainerBehaviour['probes']> {
  return Object.fromEntries(everyType.map((type) => [type, list]));
}

/** A target that is there but says no: HTTP answers with a status code, a port is closed, a command fails. */
function failing(statusCode: number): Omit<ProbeAnswer, 'fromSeconds'> {
  return { result: 'failure', statusCode };
}

export const presets: readonly Preset[] = [
  preset('healthy', 'Healthy', 'The image is pulled in 2 s, the container starts and answers every probe.', () => ({})),
  preset(
    'slow-start',
    'Slow start',
    'The container needs 45 s after its start until anything answers; then all is well.',
    () => ({
      probes: answers({ fromSeconds: 0, result: 'refused' }, { fromSeconds: 45, result: 'success' }),
    }),
  ),
  preset(
    'deadlock',
    'Deadlock',
    'The container works for 60 s, then hangs: its process lives on, but nothing answers any more and SIGTERM is ignored. A restart helps for another 60 s.',
    () => ({
      runs: [{ ignoreSigterm: true }],
      probes: answers({ fromSeconds: 0, result: 'success' }, { fromSeconds: 60, result: 'hang' }),
    }),
  ),
  preset('crash-on-boot', 'Crash on boot', 'The process exits with code 1 two seconds after each start.', () => ({
    runs: [{ exitAfterSeconds: 2, exitCode: 1 }],
    probes: answers({ fromSeconds: 0, result: 'refused' }),
  })),
  preset(
    'endpoint-outage',
    'Endpoint outage',
    'Probes succeed for 60 s, fail for 60 s as when a dependency is away, then succeed again; the process never exits.',
    () => ({
      probes: answers(
        { fromSeconds: 0, result: 'success' },
        { fromSeconds: 60, ...failing(503) },
        { fromSeconds: 120, result: 'success' },
      ),
    }),
  ),
  preset('wrong-port', 'Wrong port', 'The container runs, but nothing listens where the probes knock.', () => ({
    probes: answers({ fromSeconds: 0, result: 'refused' }),
  })),
  preset(
    'probe-always-fails',
    'Probe always fails',
    'The container runs, but every probe fails from the start.',
    () => ({
      probes: answers({ fromSeconds: 0, ...failing(404) }),
    }),
  ),
  preset(
    'image-not-found',
    'Image not found',
    'The registry does not have the image.',
    ({ image = '' }) => ({ image: notFound(image) }),
    ({ image = '' }) => ({ image: notFound(image) }),
  ),
];

function notFound(image: string): ImageBehaviour {
  const error = `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
  return { present: false, pullSeconds: 1, error };
}
