/**
 * Custom resources that embed pods, as their custom resource definitions say. A path leads to a pod template (`metadata`
 * and `spec`) or to a pod's `spec`; `*` stands for every item of a list or every value of a map.
 */
export interface CustomWorkload {
  /** Paths as in `probewise.podPaths`, e.g. `spec.tasks[*].template`. */
  readonly paths: readonly string[];
  /** Whether the pods are meant to stand behind a Service: they run on, instead of finishing. */
  readonly servedByServices?: true;
  readonly replicas?: { readonly path: readonly string[]; readonly default: number };
  /** Whether what is written is merged into a pod that the controller makes: what is missing proves nothing then. */
  readonly partial?: true;
  /** Fields of a pod or container that the controller fills in, so that they may be missing. */
  readonly filledIn?: readonly string[];
  /** Whether the controller adds volumes that containers may mount. */
  readonly addsVolumes?: true;
  /** Fields of pods and containers that Kubernetes' own don't have. */
  readonly extraFields?: readonly string[];
  /** The lists that hold containers, where they are not called as in a pod. There is no pod to simulate then. */
  readonly containerLists?: readonly string[];
}

const specReplicas = { path: ['spec', 'replicas'], default: 1 } as const;
const template: CustomWorkload = { paths: ['spec.template'] };
const served: CustomWorkload = { ...template, servedByServices: true, replicas: specReplicas };

/** Knative fills in names and ports. Upstream: knative.dev/serving `pkg/apis/serving/{k8s_validation,fieldmask}.go`. */
const knative: CustomWorkload = {
  paths: ['spec.template'],
  filledIn: ['name', 'port', 'containerPort', 'exec', 'httpGet', 'tcpSocket', 'grpc'],
  extraFields: ['containerConcurrency', 'timeoutSeconds', 'responseStartTimeoutSeconds', 'idleTimeoutSeconds'],
};

/** Tekton runs steps one after the other in a pod of its own. Upstream: tektoncd/pipeline `pkg/apis/pipeline/v1`. */
const tekton = {
  partial: true,
  containerLists: ['steps', 'sidecars', 'stepTemplate'],
  extraFields: [
    ...['script', 'onError', 'timeout', 'workspaces', 'results', 'params', 'ref', 'when', 'computeResources'],
    ...['displayName', 'stdoutConfig', 'stderrConfig', 'bundle'],
  ],
} as const satisfies Partial<CustomWorkload>;

const training = (replicas: string): CustomWorkload => ({ paths: [`spec.${replicas}.*.template`] });

const rayCluster = (at: string): string[] => [`${at}.headGroupSpec.template`, `${at}.workerGroupSpecs[*].template`];

/** By `group/Kind`. */
export const customWorkloads: Readonly<Record<string, CustomWorkload>> = {
  'argoproj.io/Rollout': served,
  'apps.openshift.io/DeploymentConfig': served,

  'serving.knative.dev/Service': knative,
  'serving.knative.dev/Configuration': knative,
  'serving.knative.dev/Revision': { ...knative, paths: ['spec'] },

  'apps.kruise.io/CloneSet': served,
  'apps.kruise.io/StatefulSet': served,
  'apps.kruise.io/DaemonSet': { ...template, servedByServices: true },
  'apps.kruise.io/BroadcastJob': template,
  'apps.kruise.io/AdvancedCronJob': {
    paths: ['spec.template.jobTemplate.spec.template', 'spec.template.broadcastJobTemplate.spec.template'],
  },
  'apps.kruise.io/SidecarSet': {
    paths: ['spec'],
    partial: true,
    containerLists: ['containers', 'initContainers'],
    extraFields: ['podInjectPolicy', 'upgradeStrategy', 'shareVolumePolicy', 'shareVolumeDevicePolicy', 'transferEnv'],
  },
  'apps.kruise.io/UnitedDeployment': {
    paths: [
      'spec.template.statefulSetTemplate.spec.template',
      'spec.template.advancedStatefulSetTemplate.spec.template',
      'spec.template.cloneSetTemplate.spec.template',
      'spec.template.deploymentTemplate.spec.template',
    ],
    servedByServices: true,
  },

  'keda.sh/ScaledJob': { paths: ['spec.jobTargetRef.template'] },
  'batch.volcano.sh/Job': { paths: ['spec.tasks[*].template'] },
  'jobset.x-k8s.io/JobSet': { paths: ['spec.replicatedJobs[*].template.spec.template'] },
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': {
    paths: ['spec.leaderWorkerTemplate.leaderTemplate', 'spec.leaderWorkerTemplate.workerTemplate'],
  },

  'tekton.dev/Task': { ...tekton, paths: ['spec'] },
  'tekton.dev/ClusterTask': { ...tekton, paths: ['spec'] },
  'tekton.dev/TaskRun': { ...tekton, paths: ['spec.taskSpec'] },
  'tekton.dev/Pipeline': { ...tekton, paths: ['spec.tasks[*].taskSpec', 'spec.finally[*].taskSpec'] },
  'tekton.dev/PipelineRun': {
    ...tekton,
    paths: ['spec.pipelineSpec.tasks[*].taskSpec', 'spec.pipelineSpec.finally[*].taskSpec'],
  },

  'kubeflow.org/TFJob': training('tfReplicaSpecs'),
  'kubeflow.org/PyTorchJob': training('pytorchReplicaSpecs'),
  'kubeflow.org/XGBoostJob': training('xgbReplicaSpecs'),
  'kubeflow.org/PaddleJob': training('paddleReplicaSpecs'),
  'kubeflow.org/MPIJob': training('mpiReplicaSpecs'),
  'kubeflow.org/Notebook': template,

  'ray.io/RayCluster': { paths: rayCluster('spec'), addsVolumes: true },
  'ray.io/RayJob': { paths: [...rayCluster('spec.rayClusterSpec'), 'spec.submitterPodTemplate'], addsVolumes: true },
  'ray.io/RayService': { paths: rayCluster('spec.rayClusterConfig'), addsVolumes: true },

  'agones.dev/GameServer': template,
  'agones.dev/Fleet': { paths: ['spec.template.spec.template'] },
  'actions.github.com/AutoscalingRunnerSet': { ...template, partial: true },
  'sparkoperator.k8s.io/SparkApplication': {
    paths: ['spec.driver.template', 'spec.executor.template'],
    partial: true,
  },
  'flink.apache.org/FlinkDeployment': {
    paths: ['spec.podTemplate', 'spec.jobManager.podTemplate', 'spec.taskManager.podTemplate'],
    partial: true,
  },
};
