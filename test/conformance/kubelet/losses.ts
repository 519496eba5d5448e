/**
 * Makes cases in which the kubelet loses what it has made: `npm run --silent conformance:losses > cases.jsonl`. The
 * pod's sandbox dies, a container is removed behind the kubelet's back, or the node is started again.
 */
import type { PodSpec, Probe } from '../../../server/src/kubernetes/pod.ts';
import { nodeParams } from './nodeParams.ts';
import type { RecordedBehaviour, RecordedCase } from './recording.ts';

type Loss = Pick<RecordedCase, 'sandboxLostAtSeconds' | 'rebootAtSeconds'> & {
  readonly removed?: string;
  readonly behaviour?: Readonly<Record<string, RecordedBehaviour>>;
};

const probe: Probe = { exec: { command: ['x'] }, periodSeconds: 5 };
const specs: Readonly<Record<string, PodSpec>> = {
  plain: { containers: [{ name: 'app' }] },
  probed: { containers: [{ name: 'app', readinessProbe: probe, livenessProbe: probe }] },
  'two-containers': { containers: [{ name: 'app' }, { name: 'beta', readinessProbe: probe }] },
  'with-init': { initContainers: [{ name: 'init0' }], containers: [{ name: 'app' }] },
  'with-sidecar': {
    initContainers: [{ name: 'side0', restartPolicy: 'Always' }],
    containers: [{ name: 'app', readinessProbe: probe }],
  },
  'on-failure': { restartPolicy: 'OnFailure', containers: [{ name: 'app' }] },
  never: { restartPolicy: 'Never', containers: [{ name: 'app' }] },
  'stops-slowly': { containers: [{ name: 'app' }] },
};
const init = { init0: { runs: [{ exitAfterSeconds: 1.2 }] } };
const slow = { app: { runs: [{ sigtermSeconds: 7.3 }] } };
const behaviours: Readonly<Record<string, Readonly<Record<string, RecordedBehaviour>>>> = {
  'with-init': init,
  'stops-slowly': slow,
};
const losses: Readonly<Record<string, Loss>> = {
  sandbox: { sandboxLostAtSeconds: 30.35 },
  container: { removed: 'app' },
  reboot: { rebootAtSeconds: 30.35 },
};

for (const [what, { removed, ...loss }] of Object.entries(losses)) {
  for (const [name, spec] of Object.entries(specs)) {
    const own = behaviours[name] ?? {};
    const behaviour = removed === undefined ? own : { ...own, [removed]: { ...own[removed], removedAtSeconds: 30.35 } };
    console.log(
      JSON.stringify({
        name: `lost-${what}-${name}`,
        case: { pod: { spec }, behaviour, untilSeconds: 90, ...loss },
        params: nodeParams,
      }),
    );
  }
}
