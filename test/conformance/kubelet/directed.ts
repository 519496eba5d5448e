/**
 * Makes cases about one thing each: `node test/conformance/kubelet/directed.ts > cases.jsonl`, one a line. They are about
 * what random cases seldom meet: rules by exit code, `RestartAllContainers`, sidecars that end during the termination,
 * pull secrets that there are not, and a kubelet that is started again.
 */
import type { Container, ContainerRestartRule, PodSpec, Probe } from '../../../server/src/kubernetes/pod.ts';
import { nodeParams } from './nodeParams.ts';
import type { RecordedBehaviour, RecordedCase, RecordedParams } from './recording.ts';

type Run = NonNullable<RecordedBehaviour['runs']>[number];

const params: RecordedParams = { ...nodeParams, jitter: 0, plegPhase: 0.4037 };

interface Directed extends Omit<Partial<RecordedCase>, 'pod'> {
  readonly spec: PodSpec;
  readonly params?: Partial<RecordedParams>;
}

const cases = new Map<string, Directed>();
const add = (name: string, directed: Directed) => cases.set(name, directed);

const lives: Run = {};
const ends = (exitAfterSeconds: number, exitCode = 0): Run => ({ exitAfterSeconds, exitCode });
const stubborn: Run = { ignoreSigterm: true };
const slow = (sigtermSeconds: number): Run => ({ sigtermSeconds });
const restartAll = (...values: number[]): ContainerRestartRule => ({
  action: 'RestartAllContainers',
  exitCodes: { operator: 'In', values },
});
const restart = (...values: number[]): ContainerRestartRule => ({
  action: 'Restart',
  exitCodes: { operator: 'In', values },
});
const ruled = (name: string, ...restartPolicyRules: ContainerRestartRule[]): Container => ({
  name,
  restartPolicy: 'Never',
  restartPolicyRules,
});
const sidecar = (name: string, more: Partial<Container> = {}): Container => ({
  name,
  restartPolicy: 'Always',
  ...more,
});
const probe = (more: Probe = {}): Probe => ({ exec: { command: ['x'] }, periodSeconds: 5, ...more });
const hook = (preStop: object) => ({ lifecycle: { preStop } });
const exec = { exec: { command: ['x'] } };

/** The pod's policy where the rule's container has its own. */
for (const restartPolicy of ['Always', 'OnFailure', 'Never'] as const) {
  add(`restart-all-${restartPolicy}`, {
    spec: { restartPolicy, containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
    behaviour: { app: { runs: [ends(10, 42), lives] } },
  });
  add(`restart-all-init-${restartPolicy}`, {
    spec: {
      restartPolicy,
      initContainers: [{ name: 'init0' }, { name: 'init1' }],
      containers: [ruled('app', restartAll(42))],
    },
    behaviour: {
      init0: { runs: [ends(3)] },
      init1: { runs: [ends(2)] },
      app: { runs: [ends(8.3, 42), ends(20, 42), lives] },
    },
  });
  add(`restart-all-by-init-${restartPolicy}`, {
    spec: {
      restartPolicy,
      initContainers: [{ name: 'init0' }, ruled('init1', restartAll(42))],
      containers: [{ name: 'app' }],
    },
    behaviour: { init0: { runs: [ends(3)] }, init1: { runs: [ends(2, 42), ends(2, 42), ends(4)] } },
  });
  add(`restart-all-other-code-${restartPolicy}`, {
    spec: { restartPolicy, containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
    behaviour: { app: { runs: [ends(10, 1)] } },
  });
  add(`restart-all-then-done-${restartPolicy}`, {
    spec: { restartPolicy, containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
    behaviour: { app: { runs: [ends(10, 42), ends(7)] }, beta: { runs: [ends(30)] } },
  });
  add(`rules-exit-codes-${restartPolicy}`, {
    spec: {
      restartPolicy,
      containers: [
        ruled('app', restart(3, 42)),
        { name: 'beta', restartPolicy: 'OnFailure', restartPolicyRules: [restart(0)] },
        ruled('gamma', { action: 'Restart', exitCodes: { operator: 'NotIn', values: [0, 1] } }),
      ],
    },
    behaviour: {
      app: { runs: [ends(5, 3), ends(30, 42), ends(20, 1)] },
      beta: { runs: [ends(12), ends(25, 2), lives] },
      gamma: { runs: [ends(7, 2), ends(40, 137), ends(15)] },
    },
  });
}

add('restart-all-loop', {
  spec: { containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
  behaviour: { app: { runs: [ends(2, 42)] } },
  untilSeconds: 60,
});
add('restart-all-at-once', {
  spec: { initContainers: [{ name: 'init0' }], containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
  behaviour: { init0: { runs: [ends(0.1)] }, app: { runs: [ends(0.1, 42), ends(0.1, 42), lives] } },
});
add('restart-all-not-listed', {
  spec: {
    containers: [ruled('app', { action: 'RestartAllContainers', exitCodes: { operator: 'NotIn', values: [0] } })],
  },
  behaviour: { app: { runs: [ends(5, 1), ends(6, 2), ends(7)] } },
});
add('restart-all-first-rule-wins', {
  spec: { containers: [ruled('app', restart(42), restartAll(42, 43)), { name: 'beta' }] },
  behaviour: { app: { runs: [ends(5, 42), ends(9, 43), lives] } },
});
add('restart-all-stubborn', {
  spec: { containers: [ruled('app', restartAll(42)), { name: 'beta' }, { name: 'gamma', ...hook(exec) }] },
  behaviour: {
    app: { runs: [ends(10, 42), lives] },
    beta: { runs: [stubborn] },
    gamma: { runs: [slow(5)], hooks: { preStop: { seconds: 4 } } },
  },
});
add('restart-all-sleep-hook', {
  spec: { containers: [ruled('app', restartAll(42)), { name: 'beta', ...hook({ sleep: { seconds: 8 } }) }] },
  behaviour: { app: { runs: [ends(10, 42), lives] }, beta: { runs: [slow(1)] } },
});
add('restart-all-sidecars', {
  spec: {
    initContainers: [
      sidecar('side0', { startupProbe: probe({ periodSeconds: 2 }) }),
      { name: 'init0' },
      sidecar('side1'),
    ],
    containers: [ruled('app', restartAll(42))],
  },
  behaviour: { init0: { runs: [ends(4)] }, app: { runs: [ends(12, 42), lives] }, side0: { runs: [slow(1)] } },
});
add('restart-all-by-sidecar', {
  spec: {
    initContainers: [sidecar('side0', { restartPolicyRules: [restartAll(42)] }), { name: 'init0' }],
    containers: [{ name: 'app' }],
  },
  behaviour: { init0: { runs: [ends(4)] }, side0: { runs: [ends(20, 42), lives] } },
});
add('restart-all-probes', {
  spec: {
    containers: [
      { ...ruled('app', restartAll(42)), readinessProbe: probe(), livenessProbe: probe({ periodSeconds: 7 }) },
      { name: 'beta', startupProbe: probe({ periodSeconds: 3 }), readinessProbe: probe({ periodSeconds: 4 }) },
    ],
  },
  behaviour: {
    app: { runs: [ends(21.7, 42), lives] },
    beta: {
      probes: {
        startup: [
          { fromSeconds: 0, result: 'failure' },
          { fromSeconds: 5, result: 'success' },
        ],
      },
    },
  },
});
add('restart-all-never-probes', {
  spec: {
    restartPolicy: 'Never',
    containers: [
      { ...ruled('app', restartAll(42)), readinessProbe: probe({ periodSeconds: 2 }) },
      { name: 'beta', readinessProbe: probe({ periodSeconds: 3 }) },
    ],
  },
  behaviour: { app: { runs: [ends(15, 42), ends(30)] }, beta: { runs: [ends(6), ends(9, 1)] } },
});
add('restart-all-liveness-code', {
  spec: {
    containers: [
      { name: 'app', restartPolicy: 'Always', restartPolicyRules: [restartAll(143)], livenessProbe: probe() },
      { name: 'beta' },
    ],
  },
  behaviour: { app: { probes: { liveness: [{ fromSeconds: 0, result: 'failure' }] } } },
});
add('restart-all-after-back-off', {
  spec: {
    containers: [{ name: 'app', restartPolicy: 'Always', restartPolicyRules: [restartAll(42)] }, { name: 'beta' }],
  },
  behaviour: { app: { runs: [ends(1, 1), ends(1, 1), ends(1, 1), ends(5, 42), ends(3, 1), lives] } },
});
add('restart-all-other-in-back-off', {
  spec: { containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
  behaviour: { app: { runs: [ends(55, 42), lives] }, beta: { runs: [ends(2, 1)] } },
});
add('restart-all-two-at-once', {
  spec: { containers: [ruled('app', restartAll(42)), ruled('beta', restartAll(43)), { name: 'gamma' }] },
  behaviour: { app: { runs: [ends(10, 42), lives] }, beta: { runs: [ends(10.01, 43), lives] } },
});
add('restart-all-in-pull-error', {
  spec: { containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
  behaviour: {
    app: { runs: [ends(20, 42), lives] },
    beta: {
      image: { present: false, error: 'rpc error: code = NotFound desc = no such image', errorUntilSeconds: 60 },
    },
  },
});
add('restart-all-deleted-before', {
  spec: { containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
  behaviour: { app: { runs: [{ sigtermSeconds: 3, sigtermExitCode: 42 }] }, beta: { runs: [slow(6)] } },
  deleteAtSeconds: 12,
});
add('restart-all-deleted-meanwhile', {
  spec: { containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
  behaviour: { app: { runs: [ends(10, 42), slow(3)] }, beta: { runs: [stubborn] } },
  deleteAtSeconds: 11.5,
});
add('restart-all-deadline', {
  spec: { activeDeadlineSeconds: 25, containers: [ruled('app', restartAll(42)), { name: 'beta' }] },
  behaviour: { app: { runs: [ends(9, 42)] } },
});
add('restart-all-logs', {
  spec: {
    initContainers: [{ name: 'init0' }],
    containers: [ruled('app', restartAll(42), restart(1)), { name: 'beta' }],
  },
  behaviour: {
    init0: { runs: [ends(2)] },
    app: { runs: [ends(10, 42), ends(15, 1), ends(9, 42), lives] },
    beta: { runs: [lives, ends(40, 1), lives] },
  },
  params: { logs: true },
});
add('restart-all-crash-logs', {
  spec: {
    containers: [{ name: 'app', restartPolicy: 'Always', restartPolicyRules: [restartAll(42)] }, { name: 'beta' }],
  },
  behaviour: { app: { runs: [ends(3, 1), ends(3, 1), ends(5, 42), ends(3, 1), lives] } },
  params: { logs: true },
});

/** Sidecars and the end of a pod. */
for (const end of [0, 1]) {
  add(`side-ends-while-terminating-${end}`, {
    spec: {
      initContainers: [sidecar('side0'), sidecar('side1')],
      containers: [{ name: 'app' }],
      terminationGracePeriodSeconds: 20,
    },
    behaviour: {
      side0: { runs: [ends(34, end)] },
      side1: { runs: [ends(33, end)] },
      app: { runs: [slow(8)] },
    },
    deleteAtSeconds: 30,
  });
  add(`side-ends-after-main-${end}`, {
    spec: {
      restartPolicy: 'Never',
      initContainers: [sidecar('side0'), sidecar('side1')],
      containers: [{ name: 'app' }],
    },
    behaviour: { side0: { runs: [slow(4)] }, side1: { runs: [ends(14.2, end)] }, app: { runs: [ends(13, end)] } },
  });
}
add('side-crashes-while-terminating', {
  spec: {
    initContainers: [sidecar('side0', { livenessProbe: probe({ periodSeconds: 2, failureThreshold: 1 }) })],
    containers: [{ name: 'app' }],
  },
  behaviour: {
    side0: {
      runs: [lives],
      probes: {
        liveness: [
          { fromSeconds: 0, result: 'success' },
          { fromSeconds: 25, result: 'failure' },
        ],
      },
    },
    app: { runs: [slow(12)] },
  },
  deleteAtSeconds: 20,
});
add('side-hook-while-terminating', {
  spec: {
    initContainers: [sidecar('side0', hook(exec))],
    containers: [{ name: 'app' }],
    terminationGracePeriodSeconds: 15,
  },
  behaviour: { side0: { runs: [slow(3)], hooks: { preStop: { seconds: 6 } } }, app: { runs: [slow(4)] } },
  deleteAtSeconds: 20,
});
add('side-readiness-while-terminating', {
  spec: {
    initContainers: [sidecar('side0', { readinessProbe: probe({ periodSeconds: 2 }) })],
    containers: [{ name: 'app', readinessProbe: probe({ periodSeconds: 3 }) }],
  },
  behaviour: {
    side0: {
      runs: [slow(2)],
      probes: {
        readiness: [
          { fromSeconds: 0, result: 'success' },
          { fromSeconds: 22, result: 'failure' },
        ],
      },
    },
    app: { runs: [slow(14)] },
  },
  deleteAtSeconds: 20,
});
add('side-startup-again', {
  spec: {
    initContainers: [sidecar('side0', { startupProbe: probe({ periodSeconds: 2 }) })],
    containers: [{ name: 'app' }],
  },
  behaviour: {
    side0: {
      runs: [ends(20, 1), lives],
      probes: {
        startup: [
          { fromSeconds: 0, result: 'failure' },
          { fromSeconds: 5, result: 'success' },
        ],
      },
    },
    app: { runs: [ends(21, 1), ends(9, 1), lives] },
  },
});

/** A dead container with a probe that stays dead. */
for (const restartPolicy of ['OnFailure', 'Never'] as const) {
  for (const [order, names] of [
    ['first', ['app', 'beta']],
    ['last', ['beta', 'app']],
  ] as const) {
    add(`dead-probed-${order}-${restartPolicy}`, {
      spec: {
        restartPolicy,
        containers: names.map((name) => ({
          name,
          readinessProbe: probe({ periodSeconds: 4 }),
          livenessProbe: probe(),
        })),
      },
      behaviour: {
        app: { runs: [ends(12)] },
        beta: {
          probes: {
            readiness: [
              { fromSeconds: 0, result: 'success' },
              { fromSeconds: 25, result: 'failure' },
            ],
            liveness: [
              { fromSeconds: 0, result: 'success' },
              { fromSeconds: 40, result: 'failure' },
            ],
          },
        },
      },
    });
  }
}
add('dead-probed-deleted', {
  spec: {
    restartPolicy: 'Never',
    containers: [{ name: 'app', startupProbe: probe({ periodSeconds: 1 }) }, { name: 'beta' }],
  },
  behaviour: { app: { runs: [ends(8)] }, beta: { runs: [slow(5)] } },
  deleteAtSeconds: 30.2,
});
add('dead-probed-create-error', {
  spec: { restartPolicy: 'OnFailure', containers: [{ name: 'app', livenessProbe: probe() }, { name: 'beta' }] },
  behaviour: { app: { runs: [ends(5)] }, beta: { createError: { message: 'cannot create', untilSeconds: 25 } } },
});

/** Pull secrets that there are not. */
for (const [name, image] of [
  ['present', {}],
  ['pulled', { present: false, pullSeconds: 3 }],
  ['refused', { present: false, error: 'rpc error: code = Unknown desc = 401 Unauthorized', errorUntilSeconds: 50 }],
] as const) {
  add(`no-pull-secret-${name}`, {
    spec: { imagePullSecrets: [{ name: 'one' }, { name: 'two' }], containers: [{ name: 'app' }] },
    behaviour: { app: { image, runs: [ends(30, 1), lives] } },
  });
}

/** Images on the node that were pulled with a secret of other pods. */
for (const imagePullPolicy of ['IfNotPresent', 'Never', 'Always'] as const) {
  for (const [name, image] of [
    ['pulled', { pullSeconds: 2 }],
    ['refused', { error: 'rpc error: code = Unknown desc = 401 Unauthorized', errorUntilSeconds: 40 }],
  ] as const) {
    add(`inaccessible-image-${imagePullPolicy}-${name}`, {
      spec: { containers: [{ name: 'app', imagePullPolicy }] },
      behaviour: { app: { image: { ...image, accessible: false }, runs: [ends(25, 1), lives] } },
    });
  }
}

/** The kubelet is started again while containers run, and while it waits for something. */
const answers = (...results: ('success' | 'failure')[]) =>
  results.map((result, index) => ({ fromSeconds: index * 29, result }));
const fails = 'rpc error: code = NotFound desc = no such image';
const restarted: Record<string, Pick<Directed, 'spec' | 'behaviour'> & Partial<Directed>> = {
  plain: { spec: { containers: [{ name: 'app' }] } },
  ready: { spec: { containers: [{ name: 'app', readinessProbe: probe() }] } },
  'never-ready': {
    spec: { containers: [{ name: 'app', readinessProbe: probe() }] },
    behaviour: { app: { probes: { readiness: answers('failure') } } },
  },
  young: { spec: { containers: [{ name: 'app', readinessProbe: probe() }] }, kubeletRestartAtSeconds: 8.35 },
  startup: {
    spec: {
      containers: [{ name: 'app', startupProbe: probe(), readinessProbe: probe(), livenessProbe: probe() }],
    },
  },
  'during-startup': {
    spec: { containers: [{ name: 'app', startupProbe: probe({ failureThreshold: 30 }), readinessProbe: probe() }] },
    behaviour: { app: { probes: { startup: answers('failure', 'failure', 'success') } } },
  },
  'two-ready': {
    spec: {
      containers: [
        { name: 'app', readinessProbe: probe() },
        { name: 'beta', readinessProbe: probe({ periodSeconds: 10 }) },
      ],
    },
  },
  'one-unready': {
    spec: {
      containers: [
        { name: 'app', readinessProbe: probe() },
        { name: 'beta', readinessProbe: probe({ periodSeconds: 10 }) },
      ],
    },
    behaviour: { beta: { probes: { readiness: answers('failure') } } },
  },
  sidecar: {
    spec: {
      initContainers: [{ name: 'init' }, sidecar('side', { startupProbe: probe(), readinessProbe: probe() })],
      containers: [{ name: 'app', readinessProbe: probe() }],
    },
    behaviour: { init: { runs: [ends(2)] } },
    kubeletRestartAtSeconds: 40.35,
  },
  'crash-loop': {
    spec: { containers: [{ name: 'app' }] },
    behaviour: { app: { runs: [ends(3, 1)] } },
    kubeletRestartAtSeconds: 60.35,
    untilSeconds: 150,
  },
  'readiness-lost': {
    spec: { containers: [{ name: 'app', readinessProbe: probe() }] },
    behaviour: { app: { probes: { readiness: answers('success', 'failure') } } },
  },
  deleted: {
    spec: { containers: [{ name: 'app', readinessProbe: probe() }] },
    behaviour: { app: { runs: [slow(20)] } },
    deleteAtSeconds: 25,
  },
  'image-back-off': {
    spec: { containers: [{ name: 'app' }] },
    behaviour: { app: { image: { present: false, pullSeconds: 1, error: fails, errorUntilSeconds: 50 } } },
  },
  volume: {
    spec: { containers: [{ name: 'app', readinessProbe: probe() }] },
    params: { volume: true },
    kubeletRestartAtSeconds: 31.45,
  },
  'liveness-failing': {
    spec: { containers: [{ name: 'app', livenessProbe: probe() }] },
    behaviour: { app: { probes: { liveness: answers('success', 'failure') } } },
    kubeletRestartAtSeconds: 36.35,
  },
};
for (const [name, { params: own, ...rest }] of Object.entries(restarted)) {
  add(`kubelet-restart-${name}`, {
    kubeletRestartAtSeconds: 30.35,
    ...rest,
    params: { jitter: 0.4, plegPhase: 0.3, ...own },
  });
}

for (const [name, { spec, behaviour = {}, untilSeconds = 90, params: own, ...rest }] of cases) {
  console.log(
    JSON.stringify({ name, case: { pod: { spec }, behaviour, untilSeconds, ...rest }, params: { ...params, ...own } }),
  );
}
