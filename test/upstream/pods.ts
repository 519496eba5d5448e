/** After Kubernetes' test/e2e/node, test/e2e/common/node and test/e2e_node: one pod, and what happens to it. */
import type { ContainerBehaviour } from '../../server/src/lifecycle/world/containerBehaviour.ts';
import { pod } from './manifests.ts';
import type { Case } from './play.ts';

const ends = (exitCode: number, exitAfterSeconds = 3): ContainerBehaviour => ({
  runs: [{ exitAfterSeconds, exitCode }],
});
const app = '{name: app, image: "app:1"}';
const probed = (probe: string) => `{name: app, image: "app:1", ${probe}}`;
const never = 'restartPolicy: Never';
const fails: ContainerBehaviour = { happenings: [{ atSeconds: 0, answers: 'failure' }] };

const one = (name: string, manifest: string, scenario: Case['scenario']): Case => ({
  name,
  course: 'pod',
  manifest,
  scenario,
});

export const pods: readonly Case[] = [
  one(
    'init_container.go: should invoke init containers on a RestartNever pod',
    pod([app], `${never}\ninitContainers: [{name: i1, image: "i:1"}, {name: i2, image: "i:1"}]`),
    {
      containers: { i1: ends(0, 1), i2: ends(0, 1), app: ends(0) },
      expect: { startOrder: ['i1', 'i2', 'app'], completesWithin: 20, neverRestarted: true },
    },
  ),
  one(
    'init_container.go: should not start app containers if init containers fail on a RestartAlways pod',
    pod([app], 'initContainers: [{name: i1, image: "i:1"}]'),
    {
      containers: { i1: ends(1, 1) },
      expect: { neverReady: true, statusSeen: ['Init:CrashLoopBackOff'], at: [{ atSeconds: 60, phase: 'Pending' }] },
    },
  ),
  one(
    'init_container.go: should not start app containers and fail the pod if init containers fail on a RestartNever pod',
    pod([app], `${never}\ninitContainers: [{name: i1, image: "i:1"}]`),
    {
      containers: { i1: ends(1, 1) },
      expect: { statusSeen: ['Init:Error'], exitCodes: { i1: 1 }, at: [{ atSeconds: 30, phase: 'Failed' }] },
    },
  ),
  one(
    'container_lifecycle_test.go: should run sidecar containers in order and stop them after the main one',
    pod(
      [app],
      `${never}\ninitContainers: [{name: s1, image: "s:1", restartPolicy: Always}, {name: s2, image: "s:1", restartPolicy: Always}]`,
    ),
    {
      containers: { app: ends(0, 5) },
      expect: { startOrder: ['s1', 's2', 'app'], exitOrder: ['app', 's2', 's1'], completesWithin: 30 },
    },
  ),
  one(
    'container_lifecycle_test.go: should hold back the next one until a sidecar has started up',
    pod(
      [app],
      'initContainers: [{name: s1, image: "s:1", restartPolicy: Always, startupProbe: {tcpSocket: {port: 1}, periodSeconds: 1, failureThreshold: 60}}]',
    ),
    {
      containers: { s1: { startupSeconds: 10 } },
      expect: { readyWithin: 20, at: [{ atSeconds: 8, phase: 'Pending' }] },
    },
  ),
  one('runtime.go: container should report termination as completed, and be started again', pod([app]), {
    containers: { app: ends(0, 5) },
    expect: { statusSeen: ['Completed', 'CrashLoopBackOff'], exitCodes: { app: 0 } },
  }),
  one('runtime.go: should report exit codes of a RestartOnFailure pod', pod([app], 'restartPolicy: OnFailure'), {
    containers: {
      app: {
        runs: [
          { exitAfterSeconds: 3, exitCode: 7 },
          { exitAfterSeconds: 3, exitCode: 0 },
        ],
      },
    },
    expect: { restartsAtMost: 1, completesWithin: 40 },
  }),
  one('runtime.go: should not be able to pull an image from an invalid registry', pod([app]), {
    containers: { app: { image: { present: false, error: 'pull access denied' } } },
    expect: { neverReady: true, statusSeen: ['ErrImagePull', 'ImagePullBackOff'], eventsSeen: ['Failed', 'BackOff'] },
  }),
  one('runtime.go: should be able to pull an image after the registry is back', pod([app]), {
    containers: { app: { image: { present: false, error: 'unavailable', errorUntilSeconds: 30 } } },
    expect: { readyWithin: 90, statusSeen: ['ImagePullBackOff'] },
  }),
  one('image_pull_test.go: a pull that takes long holds up the container, not the pod', pod([app]), {
    containers: { app: { image: { present: false, pullSeconds: 45 } } },
    expect: { readyWithin: 60, at: [{ atSeconds: 40, status: 'ContainerCreating' }] },
  }),
  one('image_pull_test.go: a pull waits for those of other pods, and says so', pod([app]), {
    containers: { app: { image: { present: false, pullSeconds: 5, queueSeconds: 20 } } },
    expect: {
      readyWithin: 30,
      eventMessagesSeen: ['in 5s (25s including waiting)'],
      at: [{ atSeconds: 22, ready: false }],
    },
  }),
  one(
    'pods.go: an image that must never be pulled and is not there',
    pod(['{name: app, image: "app:1", imagePullPolicy: Never}']),
    {
      containers: { app: { image: { present: false } } },
      expect: { neverReady: true, statusSeen: ['ErrImageNeverPull'] },
    },
  ),
  one(
    'container_probe.go: should be restarted with a failing liveness probe',
    pod([probed('livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5, failureThreshold: 1}')]),
    {
      containers: { app: fails },
      expect: { eventsSeen: ['Unhealthy', 'Killing'], statusSeen: ['CrashLoopBackOff'] },
    },
  ),
  one(
    'container_probe.go: should *not* be restarted with a liveness probe that succeeds',
    pod([probed('livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5, failureThreshold: 1}')]),
    {
      expect: { neverRestarted: true, staysReady: true },
    },
  ),
  one(
    'container_probe.go: should not be ready before initial delay and never restart with readiness probe',
    pod([probed('readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 30}')]),
    {
      expect: { neverRestarted: true, readyWithin: 45, at: [{ atSeconds: 25, ready: false }] },
    },
  ),
  one(
    'container_probe.go: readiness probe that fails should never be ready and never restart',
    pod([probed('readinessProbe: {httpGet: {path: /, port: 80}}')]),
    {
      containers: { app: fails },
      expect: { neverReady: true, neverRestarted: true, eventsSeen: ['Unhealthy'] },
    },
  ),
  one(
    'container_probe.go: should be killed by a startup probe that fails, liveness waiting',
    pod([
      probed(
        'startupProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5, failureThreshold: 3}, livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1, failureThreshold: 1}',
      ),
    ]),
    {
      containers: { app: fails },
      expect: {
        neverReady: true,
        at: [
          { atSeconds: 10, restarts: 0 },
          { atSeconds: 20, restarts: 1 },
        ],
      },
    },
  ),
  one(
    'container_probe.go: should be ready immediately after startupProbe succeeds',
    pod([
      probed(
        'startupProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1, failureThreshold: 60}, readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 60}',
      ),
    ]),
    {
      containers: { app: { startupSeconds: 20 } },
      expect: { readyWithin: 25 },
    },
  ),
  one(
    'container_probe.go: should override the grace period with probe-level terminationGracePeriodSeconds',
    pod(
      [
        probed(
          'livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5, failureThreshold: 1, terminationGracePeriodSeconds: 3}',
        ),
      ],
      'terminationGracePeriodSeconds: 300',
    ),
    {
      containers: { app: { ...fails, runs: [{ ignoreSigterm: true }] } },
      expect: { at: [{ atSeconds: 12, restarts: 1 }], exitCodes: { app: 137 } },
    },
  ),
  one(
    'container_probe.go: a probe that times out fails',
    pod([
      probed('livenessProbe: {exec: {command: [check]}, timeoutSeconds: 1, periodSeconds: 5, failureThreshold: 1}'),
    ]),
    {
      containers: { app: { happenings: [{ atSeconds: 0, answers: 'success', seconds: 10 }] } },
      expect: { eventsSeen: ['Unhealthy', 'Killing'] },
    },
  ),
  one(
    'container_probe.go: should mark readiness on pods to false while the pod is being deleted',
    pod([
      probed(
        'readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1}, lifecycle: {preStop: {sleep: {seconds: 15}}}',
      ),
    ]),
    {
      containers: { app: { happenings: [{ atSeconds: 23, answers: 'failure' }] } },
      delete: { atSeconds: 20 },
      expect: { goneWithin: 20, at: [{ atSeconds: 30, ready: false, gone: false }] },
    },
  ),
  one(
    'lifecycle_hook.go: should execute prestop exec hook properly',
    pod([probed('lifecycle: {preStop: {exec: {command: [sleep, "8"]}}}')]),
    {
      delete: { atSeconds: 20 },
      expect: { goneWithin: 12, neverKilled: true, at: [{ atSeconds: 26, gone: false }] },
    },
  ),
  one(
    'lifecycle_hook.go: valid prestop hook using sleep action, shorter than the grace',
    pod([probed('lifecycle: {preStop: {sleep: {seconds: 5}}}')]),
    {
      delete: { atSeconds: 20 },
      expect: { goneWithin: 10, neverKilled: true },
    },
  ),
  one(
    'lifecycle_hook.go: reduce GracePeriodSeconds during runtime',
    pod([probed('lifecycle: {preStop: {sleep: {seconds: 15}}}')]),
    {
      delete: { atSeconds: 20, gracePeriodSeconds: 2 },
      expect: { goneWithin: 8 },
    },
  ),
  one(
    'lifecycle_hook.go: a poststart hook that fails kills the container',
    pod([probed('lifecycle: {postStart: {exec: {command: [x]}}}')]),
    {
      containers: { app: { hooks: { postStart: { fail: true } } } },
      expect: { neverReady: true, eventsSeen: ['FailedPostStartHook'] },
    },
  ),
  one('pods.go: should be submitted and removed', pod([app]), {
    delete: { atSeconds: 20 },
    expect: { goneWithin: 35, readyWithin: 10 },
  }),
  one(
    'pods.go: should allow activeDeadlineSeconds to be updated (a deadline from the start)',
    pod([app], 'activeDeadlineSeconds: 20'),
    {
      expect: { eventsSeen: ['DeadlineExceeded'], at: [{ atSeconds: 60, phase: 'Failed' }] },
    },
  ),
  one('pods.go: should cap back-off at MaxContainerBackOff', pod([app]), {
    node: { crashLoopBackOff: { maxSeconds: 20 } },
    containers: { app: ends(1, 1) },
    expect: { at: [{ atSeconds: 300, restarts: 12 }] },
  }),
  one(
    'readiness gates: should support pod readiness gates',
    pod([app], 'readinessGates: [{conditionType: example.com/a}]'),
    {
      conditions: [{ atSeconds: 30, type: 'example.com/a' }],
      expect: {
        at: [
          { atSeconds: 20, ready: false },
          { atSeconds: 40, ready: true },
        ],
      },
    },
  ),
  one(
    'scheduling gates: should hold a pod until its gates are removed',
    pod([app], 'schedulingGates: [{name: example.com/g}]'),
    {
      scheduling: { gates: [{ name: 'example.com/g', removedAtSeconds: 30 }] },
      expect: {
        statusSeen: ['SchedulingGated'],
        at: [
          { atSeconds: 20, phase: 'Pending' },
          { atSeconds: 40, ready: true },
        ],
      },
    },
  ),
  one(
    'predicates.go: validates resource limits of pods that are allowed to run',
    pod(['{name: app, image: "app:1", resources: {requests: {cpu: "4"}}}']),
    {
      scheduling: {
        nodes: [
          { name: 'a', allocatable: { cpu: 2 } },
          { name: 'b', addedAtSeconds: 60, allocatable: { cpu: 8 } },
        ],
      },
      expect: {
        eventsSeen: ['FailedScheduling'],
        at: [
          { atSeconds: 50, phase: 'Pending' },
          { atSeconds: 80, ready: true },
        ],
      },
    },
  ),
  one(
    'taints.go: evicts pods from tainted nodes, after their toleration',
    pod([app], 'tolerations: [{key: k, operator: Exists, effect: NoExecute, tolerationSeconds: 30}]'),
    {
      scheduling: { nodes: [{ name: 'a', changes: [{ atSeconds: 30, taints: [{ key: 'k', effect: 'NoExecute' }] }] }] },
      expect: {
        eventsSeen: ['TaintManagerEviction'],
        at: [
          { atSeconds: 55, gone: false },
          { atSeconds: 110, gone: true },
        ],
      },
    },
  ),
  one('eviction: a pod that is evicted by the API gets DisruptionTarget', pod([app]), {
    containers: { app: { runs: [{ sigtermSeconds: 10 }] } },
    delete: { atSeconds: 30, byEviction: true },
    expect: { goneWithin: 35, at: [{ atSeconds: 31, conditions: { DisruptionTarget: 'True' } }] },
  }),
  one('eviction_test.go: a pod under memory pressure is Failed and Evicted', pod([app]), {
    evict: { atSeconds: 30 },
    expect: { eventsSeen: ['Evicted'], at: [{ atSeconds: 120, phase: 'Failed' }] },
  }),
  one(
    'critical_pod_test.go: a critical pod is not evicted',
    pod([app], 'priorityClassName: system-node-critical\npriority: 2000001000'),
    {
      evict: { atSeconds: 30 },
      expect: { staysReady: true },
    },
  ),
  one('finalizers: a pod stays Terminating until its finalizer is gone', pod([app]), {
    delete: { atSeconds: 20, finalizerUntilSeconds: 100 },
    expect: {
      at: [
        { atSeconds: 90, gone: false },
        { atSeconds: 110, gone: true },
      ],
    },
  }),
  one(
    'volumes: a volume that cannot be mounted holds the pod in ContainerCreating',
    pod(
      ['{name: app, image: "app:1", volumeMounts: [{name: v, mountPath: /v}]}'],
      'volumes: [{name: v, configMap: {name: m}}]',
    ),
    {
      volumes: { v: { mountError: { message: 'configmap "m" not found', untilSeconds: 60 } } },
      expect: {
        eventsSeen: ['FailedMount'],
        at: [
          { atSeconds: 50, status: 'ContainerCreating' },
          { atSeconds: 150, ready: true },
        ],
      },
    },
  ),
  one(
    'security_context.go: should not run as root when runAsNonRoot forbids it',
    pod(['{name: app, image: "app:1", securityContext: {runAsNonRoot: true, runAsUser: 0}}']),
    {
      expect: { neverReady: true, statusSeen: ['CreateContainerConfigError'] },
    },
  ),
  one(
    'expansion.go: a subPathExpr whose variable is missing',
    pod(
      ['{name: app, image: "app:1", volumeMounts: [{name: v, mountPath: /v, subPathExpr: $(NO)}]}'],
      'volumes: [{name: v, emptyDir: {}}]',
    ),
    {
      expect: { neverReady: true, statusSeen: ['CreateContainerConfigError'] },
    },
  ),
  one('os admission: a pod for another system is rejected', pod([app], 'os: {name: windows}'), {
    expect: { neverReady: true, statusSeen: ['PodOSNotSupported'], at: [{ atSeconds: 30, phase: 'Failed' }] },
  }),
  one('restart_test.go: a kubelet that restarts leaves containers alone', pod([app]), {
    node: { kubeletRestartsAtSeconds: 30 },
    expect: { neverRestarted: true, staysReady: true },
  }),
  one('node_problem: a lost node makes its pod not ready, and deletes it after five minutes', pod([app]), {
    node: { lostAtSeconds: 60 },
    expect: { eventsSeen: ['NodeNotReady', 'TaintManagerEviction'], at: [{ atSeconds: 600, status: 'Terminating' }] },
  }),
  one('pod sandbox: a network that cannot be set up for a while', pod([app]), {
    sandboxError: { message: 'failed to set up network', untilSeconds: 40 },
    expect: { eventsSeen: ['FailedCreatePodSandBox'], at: [{ atSeconds: 90, ready: true }] },
  }),
  one('restart_test.go: after a node reboot containers are started again in a new sandbox', pod([app]), {
    node: { rebootsAtSeconds: 60 },
    expect: { restartsAtMost: 1, eventsSeen: ['SandboxChanged'], at: [{ atSeconds: 100, ready: true, restarts: 1 }] },
  }),
  one('restart_test.go: after a node reboot a pod that is never restarted has failed', pod([app], never), {
    node: { rebootsAtSeconds: 60 },
    expect: { at: [{ atSeconds: 100, phase: 'Failed', restarts: 0 }] },
  }),
  one('kuberuntime: a sandbox that dies is replaced, with all containers', pod([app, '{name: b, image: "b:1"}']), {
    sandboxLostAtSeconds: 60,
    expect: { eventsSeen: ['SandboxChanged', 'Killing'], at: [{ atSeconds: 100, ready: true, restarts: 2 }] },
  }),
  one('kuberuntime: a container that is removed behind the kubelet’s back is made again', pod([app]), {
    containers: { app: { removedAtSeconds: 60 } },
    expect: { at: [{ atSeconds: 80, ready: true }] },
  }),
];
