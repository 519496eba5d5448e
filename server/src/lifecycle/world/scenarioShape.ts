import {
  type CrashLoopBackOff,
  controlPlanes,
  type Eviction,
  type GateRemoval,
  type NetworkBehaviour,
  type NodeBehaviour,
  type SchedulingBehaviour,
} from './clusterBehaviour.ts';
import type { ConditionChange, Deletion, JobCase, PodCase, PodChange, Scenario } from './scenario.ts';
import { clusterNode, traffic, volume } from './shapes/clusterShape.ts';
import { container } from './shapes/containerShape.ts';
import { expectations } from './shapes/expectationsShape.ts';
import { laterChange } from './shapes/laterShape.ts';
import { quota } from './shapes/quotaShape.ts';
import {
  choice,
  count,
  fault,
  flag,
  integer,
  list,
  map,
  type ObjectShape,
  object,
  secondsOf,
  text,
} from './shapes/shape.ts';

/** The shape of a scenario. In a file, `name` may be left out. */
export const scenarioShape: ObjectShape = object<Scenario>(
  'How the world behaves while a pod lives. What Kubernetes does about it is never written here. Times are seconds.',
  {
    name: text('A name, e.g. for reports; by default that of the file.'),
    title: text('A title for people.'),
    description: text('What happens, in a sentence.'),
    seed: integer(
      0,
      2 ** 32 - 1,
      "Seed of the kubelet's random waits: another number gives other waits. Without it, each wait is in the middle of its range.",
    ),
    containers: map(
      container,
      'By container name; a container that is not listed runs without end and answers every probe.',
    ),
    pods: list(
      object<PodCase>(
        'Pods of a rollout that behave in another way.',
        {
          index: count(
            "The ordinal of a StatefulSet's pods, the completion index of an Indexed Job's, or the number of a DaemonSet's node from 0.",
          ),
          indexes: choice(['odd', 'even'], 'All with an odd or an even index.'),
          nth: integer(
            1,
            1_000_000,
            'Which one of the pods that are made: 1 is the first, with `index` the first of that index.',
          ),
          containers: map(container, 'By container name; one that is not listed behaves as in the other pods.'),
        },
        ['containers'],
      ),
      'In a rollout, pods that behave in another way. If a pod fits several entries, the first one counts.',
    ),
    jobs: list(
      object<JobCase>(
        'A Job of a CronJob that behaves in another way.',
        {
          nth: integer(1, 1_000_000, 'Which one of the Jobs that are made: 1 is the first.'),
          containers: map(container, 'By container name; one that is not listed behaves as in the other Jobs.'),
        },
        ['nth', 'containers'],
      ),
      'In the schedule of a CronJob, Jobs that behave in another way.',
    ),
    missingPullSecrets: list(
      text("A Secret's name."),
      "Which of the pod's `imagePullSecrets` the namespace does not have.",
    ),
    sandboxError: { ...fault, description: "The pod's sandbox, with its network, cannot be made." },
    sandboxLostAtSeconds: secondsOf(
      "When the pod's sandbox dies, e.g. since its pause process is killed; from the pod's creation.",
    ),
    volumes: map(volume, "By name of the pod's volume; one that is not listed is attached and mounted at once."),
    network: object<NetworkBehaviour>("The node's network plugin.", {
      notReadyAtSeconds: secondsOf("When it stops working, from the pod's creation; before that if not set."),
      notReadyUntilSeconds: secondsOf("When it is ready again, from the pod's creation."),
    }),
    node: object<NodeBehaviour>('The node that the pod comes to.', {
      lostAtSeconds: secondsOf("When it loses its connection to the control plane, from the pod's creation."),
      backAtSeconds: secondsOf('When it is connected again; never if not set.'),
      kubeletRestartsAtSeconds: secondsOf(
        "When its kubelet is started again, from the pod's creation; containers run on.",
      ),
      rebootsAtSeconds: secondsOf(
        "When it is rebooted, from the pod's creation: all processes end, and its kubelet starts again.",
      ),
      runtimeDownAtSeconds: secondsOf(
        "When its container runtime stops answering, from the pod's creation; with its arrival if not set.",
      ),
      runtimeDownUntilSeconds: secondsOf("When its container runtime answers again, from the pod's creation."),
      crashLoopBackOff: object<CrashLoopBackOff>(
        'How its kubelet is configured to wait between restarts in a crash loop.',
        {
          maxSeconds: integer(
            1,
            300,
            "The longest wait, `crashLoopBackOff.maxContainerRestartPeriod` of the kubelet's configuration; 300 if not set.",
          ),
          reducedDecay: flag('Feature gate ReduceDefaultCrashLoopBackOffDecay: waits begin at 1 s and end at 60 s.'),
        },
      ),
      controlPlane: choice(
        controlPlanes,
        'How the control plane treats lost nodes: as `today`; `before-1.13`, which deletes their pods with the reason NodeLost; `before-1.0`, which shows them in phase Unknown.',
      ),
    }),
    scheduling: object<SchedulingBehaviour>('Whether a node fits.', {
      unschedulableUntilSeconds: secondsOf("When one fits, from the pod's creation."),
      message: text('Why no node fits until then, in the words of the scheduler.'),
      gates: list(
        object<GateRemoval>(
          'A scheduling gate.',
          {
            name: text('Its name.'),
            removedAtSeconds: secondsOf("When someone removes it, from the pod's creation."),
          },
          ['name', 'removedAtSeconds'],
        ),
        "When the pod's scheduling gates are removed; a gate that is not listed stays.",
      ),
      nodes: list(clusterNode, "The cluster's nodes; without them there is one that fits every pod."),
    }),
    delete: object<Deletion>(
      'Someone deletes the pod; in a rollout, the first new one.',
      {
        atSeconds: secondsOf("When, from the pod's creation."),
        gracePeriodSeconds: secondsOf("Instead of the pod's own terminationGracePeriodSeconds; 0 is by force."),
        byEviction: flag('Whether it goes by the eviction API, as `kubectl drain` does.'),
        finalizerUntilSeconds: secondsOf(
          "How long a finalizer keeps the pod's object, from its creation; its containers are stopped nevertheless.",
        ),
      },
      ['atSeconds'],
    ),
    // biome-ignore lint/suspicious/noThenProperty: the key of a scenario file; nobody awaits a shape.
    then: list(
      laterChange,
      'What is changed later in a rollout, in order of time: revert, repair, scale, pause, delete.',
    ),
    quotas: list(
      quota,
      "ResourceQuotas of the workload's namespace. In a rollout, pods beyond them are refused, and tried again later.",
    ),
    evict: object<Eviction>(
      'The node runs short of something, and its kubelet evicts the pod.',
      {
        atSeconds: secondsOf("When, from the pod's creation."),
        resource: text('What the node is short of, e.g. `memory` or `ephemeral-storage`; memory by default.'),
        gracePeriodSeconds: secondsOf(
          'The time that a soft threshold gives the containers to end; almost none if not set.',
        ),
        message: text("The kubelet's message."),
      },
      ['atSeconds'],
    ),
    changes: list(
      object<PodChange>(
        'A change of the pod.',
        {
          atSeconds: secondsOf("When, from the pod's creation."),
          images: map(text('Its new image.'), 'New images of containers, by name; their containers are restarted.'),
          activeDeadlineSeconds: count('A deadline for the pod, where it had none or a longer one.'),
        },
        ['atSeconds'],
      ),
      'What someone changes in the pod itself, e.g. with `kubectl set image pod/web app=app:2`.',
    ),
    conditions: list(
      object<ConditionChange>(
        'A condition that is set.',
        {
          atSeconds: secondsOf("When, from the pod's creation."),
          type: text('Its type, e.g. that of a readiness gate.'),
          status: choice(['True', 'False', 'Unknown'], 'Its status, True by default.'),
          reason: text('Its reason.'),
          message: text('Its message.'),
        },
        ['atSeconds', 'type'],
      ),
      'Conditions that someone else sets on the pod, e.g. those of its readiness gates.',
    ),
    traffic,
    expect: expectations,
  },
);
