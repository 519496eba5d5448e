import {
  daemonSetDefaults,
  deploymentDefaults,
  jobDefaults,
  replicaSetDefaults,
  statefulSetDefaults,
} from '../../../server/src/kubernetes/workloadDefaults.ts';
import type { IntOrPercent, RolloutWorkload } from '../../../server/src/kubernetes/workloadSpec.ts';
import type { Knob } from './knob.ts';
import { knobMessages as say } from './knobMessages.ts';

/** Numbers that decide how the pods of a workload come and go. A percentage stays what it is. */
export function workloadKnobs({ kind, spec }: RolloutWorkload): Knob[] {
  const knob = (path: readonly string[], value: IntOrPercent | undefined, max: number, min = 0): Knob[] =>
    typeof value !== 'number'
      ? []
      : [
          {
            path: ['workload', 'spec', ...path],
            group: say.workload({ kind }),
            label: say.field({ field: path.at(-1) ?? '' }),
            value,
            min,
            max,
            step: 1,
          },
        ];
  switch (kind) {
    case 'Deployment': {
      const { strategy = {} } = spec;
      const rolling = strategy.type === 'Recreate' ? {} : (strategy.rollingUpdate ?? {});
      return [
        ...knob(['replicas'], spec.replicas ?? deploymentDefaults.replicas, 20),
        ...knob(['strategy', 'rollingUpdate', 'maxSurge'], rolling.maxSurge, 20),
        ...knob(['strategy', 'rollingUpdate', 'maxUnavailable'], rolling.maxUnavailable, 20),
        ...knob(['minReadySeconds'], spec.minReadySeconds ?? deploymentDefaults.minReadySeconds, 120),
        ...knob(
          ['progressDeadlineSeconds'],
          spec.progressDeadlineSeconds ?? deploymentDefaults.progressDeadlineSeconds,
          1200,
          1,
        ),
      ];
    }
    case 'StatefulSet': {
      const { partition = statefulSetDefaults.partition } = spec.updateStrategy?.rollingUpdate ?? {};
      return [
        ...knob(['replicas'], spec.replicas ?? statefulSetDefaults.replicas, 20),
        ...knob(['minReadySeconds'], spec.minReadySeconds ?? statefulSetDefaults.minReadySeconds, 120),
        ...knob(['updateStrategy', 'rollingUpdate', 'partition'], partition, 20),
      ];
    }
    case 'DaemonSet': {
      const { maxSurge, maxUnavailable = daemonSetDefaults.maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {};
      return [
        ...knob(['updateStrategy', 'rollingUpdate', 'maxSurge'], maxSurge, 20),
        ...knob(['updateStrategy', 'rollingUpdate', 'maxUnavailable'], maxUnavailable, 20),
        ...knob(['minReadySeconds'], spec.minReadySeconds ?? daemonSetDefaults.minReadySeconds, 120),
      ];
    }
    case 'ReplicaSet':
    case 'ReplicationController':
      return [
        ...knob(['replicas'], spec.replicas ?? replicaSetDefaults.replicas, 20),
        ...knob(['minReadySeconds'], spec.minReadySeconds ?? replicaSetDefaults.minReadySeconds, 120),
      ];
    case 'Job':
      return [
        ...knob(['parallelism'], spec.parallelism ?? jobDefaults.parallelism, 20),
        ...knob(['completions'], spec.completions, 50, 1),
        ...knob(['backoffLimit'], spec.backoffLimit ?? jobDefaults.backoffLimit, 20),
        ...knob(['activeDeadlineSeconds'], spec.activeDeadlineSeconds, 3600, 1),
      ];
  }
}
