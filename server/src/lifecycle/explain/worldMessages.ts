import { defineMessages } from '../../base/message.ts';

/** What the scenario lets happen. */
export const worldMessages = defineMessages('world', {
  startedUp: '{container} has started up and answers.',
  answersAgain: '{container} answers again.',
  answersSlowly: '{container} takes {took} to answer.',
  answersWithError: '{container} answers with an error.',
  redirects: '{container} redirects to {target}.',
  refuses: '{container} stops listening.',
  hangs: '{container} hangs.',
  cannotBeProbed: '{container} cannot be probed.',
  onlyFor: 'This concerns only {where}.',
  port: 'port {port}',
  path: 'path {path}',
  probe: 'the {probe} probe',
  gateRemoved: 'The scheduling gate {gate} is removed.',
  nodeJoins: 'Node {node} joins the cluster.',
  nodeLeaves: 'Node {node} leaves the cluster.',
  nodeChanges: 'Node {node} changes: {fields}.',
  nodeCutOff: 'Node {node} loses its connection to the control plane.',
  nodeConnected: 'Node {node} is connected to the control plane again.',
  kubeletRestarts: 'The kubelet of node {node} is started again. It forgets the results of probes, and its back-offs.',
  nodeReboots: 'Node {node} is rebooted: all its processes end, and its kubelet starts again.',
  sandboxDies: 'The sandbox of the pod ends, and its network with it.',
  containerRemoved: 'Container {container} is removed without the kubelet.',
  nodeNotReady: 'Node {node} is not ready: {message}.',
  nodeReadyAgain: 'Node {node} is ready again.',
});
