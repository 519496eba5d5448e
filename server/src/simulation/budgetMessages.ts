import { defineMessages } from '../base/message.ts';

/** Where each second goes. */
export const budgetMessages = defineMessages('budget', {
  untilReady: 'Until ready',
  notReady: 'Not ready yet',
  untilGone: 'From deletion until gone',
  rollout: 'Until the rollout is done',

  scheduling: 'finding a node',
  preparing: 'preparing the pod',
  pull: 'pulling images',
  init: 'init containers',
  restarts: 'failed runs and back-off',
  start: 'start of the app',
  readiness: 'until probes notice',
  minReady: 'minReadySeconds',
  running: 'work of the pods',
  preStop: 'preStop hooks',
  grace: 'from SIGTERM to the end',
  cleanup: 'cleaning up',
  controller: 'the controller waits',

  schedulingBy: 'scheduling of the scenario, nodeSelector, affinity, requests',
  preparingBy: 'sandbox, volumes, the steps of the kubelet',
  pullBy: 'size of the image, imagePullPolicy',
  initBy: 'what the init containers do',
  restartsBy: 'exits of the app, probes that fail, the back-off of the kubelet',
  startBy: 'the app itself',
  readinessBy: 'initialDelaySeconds, periodSeconds, successThreshold; startupProbe and readinessProbe',
  minReadyBy: 'minReadySeconds of the workload',
  runningBy: 'the app itself',
  preStopBy: 'lifecycle.preStop',
  graceBy: 'how the app takes SIGTERM; terminationGracePeriodSeconds at most',
  cleanupBy: 'the steps of the kubelet',
  controllerBy: 'back-off and deadlines of the workload',
});
