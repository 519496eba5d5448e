/**
 * Makes cases in which somebody changes the pod itself: `npm run --silent conformance:changes > cases.jsonl`. Images may be
 * changed, and a deadline may be set or shortened.
 */
import type { PodSpec, Probe } from '../../../server/src/kubernetes/pod.ts';
import type { PodChange } from '../../../server/src/lifecycle/world/scenario.ts';
import { nodeParams } from './nodeParams.ts';
import type { RecordedBehaviour } from './recording.ts';

const probe: Probe = { exec: { command: ['x'] }, periodSeconds: 5 };
const imageOf = (name: string, tag = 2) => ({ [name]: `registry.example/${name}:${tag}` });
const newImage: readonly PodChange[] = [{ atSeconds: 30.35, images: imageOf('app') }];
const deadline = (activeDeadlineSeconds: number, atSeconds = 30.35): PodChange => ({
  atSeconds,
  activeDeadlineSeconds,
});
const pulled: RecordedBehaviour = { image: { present: false, pullSeconds: 3.2 } };
const crashes: RecordedBehaviour = { runs: [{ exitAfterSeconds: 2.1, exitCode: 1 }] };

interface Change {
  readonly spec: PodSpec;
  readonly changes: readonly PodChange[];
  readonly behaviour?: Readonly<Record<string, RecordedBehaviour>>;
  readonly untilSeconds?: number;
}

const plain: PodSpec = { containers: [{ name: 'app' }] };
const cases: Readonly<Record<string, Change>> = {
  plain: { spec: plain, changes: newImage },
  probed: { spec: { containers: [{ name: 'app', readinessProbe: probe, livenessProbe: probe }] }, changes: newImage },
  'with-startup-probe': { spec: { containers: [{ name: 'app', startupProbe: probe }] }, changes: newImage },
  'two-containers': {
    spec: { containers: [{ name: 'app' }, { name: 'beta', readinessProbe: probe }] },
    changes: newImage,
  },
  never: { spec: { ...plain, restartPolicy: 'Never' }, changes: newImage },
  'stops-slowly': { spec: plain, changes: newImage, behaviour: { app: { runs: [{ sigtermSeconds: 7.3 }] } } },
  'with-pre-stop': {
    spec: { containers: [{ name: 'app', lifecycle: { preStop: { exec: { command: ['x'] } } } }] },
    changes: newImage,
    behaviour: { app: { hooks: { preStop: { seconds: 4.2 } } } },
  },
  'to-be-pulled': { spec: plain, changes: newImage, behaviour: { app: pulled } },
  'not-in-the-registry': {
    spec: plain,
    changes: [{ atSeconds: 10.35, images: imageOf('app') }],
    behaviour: { app: { image: { present: false, pullSeconds: 1.1, error: 'no such image', errorUntilSeconds: 25 } } },
  },
  'that-did-not-exist': {
    spec: plain,
    changes: [{ atSeconds: 40.35, images: imageOf('app') }],
    behaviour: { app: { image: { present: false, pullSeconds: 1.1, error: 'no such image', errorUntilSeconds: 40 } } },
    untilSeconds: 120,
  },
  'in-a-crash-loop': {
    spec: plain,
    changes: [{ atSeconds: 62.35, images: imageOf('app') }],
    behaviour: { app: crashes },
    untilSeconds: 180,
  },
  'of-a-finished-container': {
    spec: { restartPolicy: 'OnFailure', containers: [{ name: 'app' }, { name: 'beta' }] },
    changes: newImage,
    behaviour: { app: { runs: [{ exitAfterSeconds: 5.2 }] } },
  },
  'of-a-sidecar': {
    spec: { initContainers: [{ name: 'side0', restartPolicy: 'Always' }], containers: [{ name: 'app' }] },
    changes: [{ atSeconds: 30.35, images: imageOf('side0') }],
  },
  'of-an-init-container': {
    spec: { initContainers: [{ name: 'init0' }], containers: [{ name: 'app' }] },
    changes: [{ atSeconds: 5.35, images: imageOf('init0') }],
    behaviour: { init0: { runs: [{ exitAfterSeconds: 12.2 }] } },
  },
  twice: { spec: plain, changes: [...newImage, { atSeconds: 45.15, images: imageOf('app', 3) }] },
  'while-it-stops': {
    spec: plain,
    changes: [...newImage, { atSeconds: 33.15, images: imageOf('app', 3) }],
    behaviour: { app: { runs: [{ sigtermSeconds: 7.3 }] } },
  },
  'deadline-set': { spec: plain, changes: [deadline(50)] },
  'deadline-already-over': { spec: plain, changes: [deadline(20)] },
  'deadline-shortened': { spec: { ...plain, activeDeadlineSeconds: 80 }, changes: [deadline(45)] },
  'deadline-shortened-twice': {
    spec: { ...plain, activeDeadlineSeconds: 80 },
    changes: [deadline(60), deadline(40, 35.15)],
  },
  'deadline-of-a-pod-that-never-starts': {
    spec: { initContainers: [{ name: 'init0' }], containers: [{ name: 'app' }] },
    changes: [deadline(45)],
  },
};

for (const [name, { spec, changes, behaviour = {}, untilSeconds = 90 }] of Object.entries(cases)) {
  console.log(
    JSON.stringify({
      name: `changed-${name}`,
      case: { pod: { spec }, behaviour, untilSeconds, changes },
      params: nodeParams,
    }),
  );
}
