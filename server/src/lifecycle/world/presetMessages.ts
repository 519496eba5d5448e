import { defineMessages } from '../../base/message.ts';

/** What happens in each preset: its title, and in a sentence or two what happens. */
export const presetMessages = defineMessages('preset', {
  healthy: {
    text: 'Healthy',
    detail: 'The image is pulled in 2 s, the container starts and answers every probe.',
  },
  'slow-start': {
    text: 'Slow start',
    detail: 'Nothing answers until 45 s after each start of the container; then every probe succeeds.',
  },
  deadlock: {
    text: 'Deadlock',
    detail:
      'The container works for 60 s, then hangs: its process still runs, but nothing answers and SIGTERM is ignored. A restart helps for another 60 s.',
  },
  'crash-on-boot': {
    text: 'Crash on boot',
    detail: 'The process exits with code 1 two seconds after each start.',
  },
  'endpoint-outage': {
    text: 'Endpoint outage',
    detail:
      'Something that the pod depends on is down for 60 s, from 60 s on: probes fail, then succeed again. A restart does not help.',
  },
  'wrong-port': {
    text: 'Wrong port',
    detail: 'The container runs, but nothing listens: probes and requests of clients are refused.',
  },
  'probe-always-fails': {
    text: 'Probe always fails',
    detail: 'The container runs, but every probe fails from the start, and so does every request of clients.',
  },
  'image-not-found': {
    text: 'Image not found',
    detail: 'The registry does not have the image.',
  },
  'slow-answers': {
    text: 'Slow answers',
    detail: 'Every answer takes 3 s from 60 s to 180 s, as under load. A restart does not help.',
  },
  flapping: {
    text: 'Flapping',
    detail: 'Probes succeed for 20 s, then fail for 20 s, and so on for the first five minutes of each run.',
  },
  'out-of-memory': {
    text: 'Out of memory',
    detail: 'The container is killed for using too much memory 40 s after each start.',
  },
  completes: {
    text: 'Completes',
    detail: 'The process ends by itself with exit code 0 after 10 s, unless it never ends.',
  },
  fails: {
    text: 'Fails',
    detail: 'The process ends by itself with exit code 1 after 10 s, unless it never ends.',
  },
  'command-not-found': {
    text: 'Command not found',
    detail: 'The executable that the container is to run does not exist.',
  },
  'missing-config': {
    text: 'Missing ConfigMap',
    detail: 'A ConfigMap that the container needs does not exist for 2 minutes.',
  },
  'create-fails': {
    text: 'Creation fails',
    detail: 'The container runtime cannot create the container.',
  },
  'pre-start-hook-fails': {
    text: 'PreStart hook fails',
    detail: 'The kubelet cannot assign CPUs to the container before its start.',
  },
  'post-start-hook-fails': {
    text: 'PostStart hook fails',
    detail: 'The postStart hook, where there is one, fails after 1 s.',
  },
  'init-crashes': {
    text: 'Init container crashes',
    detail: 'Every init container exits with code 1 after 2 s.',
  },
  'slow-image': {
    text: 'Slow image',
    detail: 'Pulling the image takes 90 s.',
  },
  'no-registry': {
    text: 'No registry',
    detail: 'The image is not on the node and the registry cannot be reached.',
  },
  'pull-denied': {
    text: 'Pull denied',
    detail:
      "The registry refuses the image, since the pod's pull secrets, where there are any, are not in its namespace.",
  },
  'registry-outage': {
    text: 'Registry outage',
    detail: 'The registry is out of service for 2 minutes.',
  },
  'broken-image-store': {
    text: 'Broken image store',
    detail: 'The node cannot tell which images it has.',
  },
  unschedulable: {
    text: 'No node fits',
    detail: 'No node has room for the pod for 2 minutes.',
  },
  'tainted-nodes': {
    text: 'Tainted nodes',
    detail: 'All nodes are tainted; after 2 minutes one without taints joins.',
  },
  gated: {
    text: 'Scheduling gates',
    detail: "The pod's scheduling gates, where there are any, are removed after 60 s.",
  },
  'network-not-ready': {
    text: 'Network plugin not ready',
    detail: "The node's network plugin is not ready for 30 s.",
  },
  'runtime-down': {
    text: 'Container runtime down',
    detail: 'The container runtime of the node does not answer for 60 s.',
  },
  'sandbox-fails': {
    text: 'Sandbox fails',
    detail: 'The network of the pod cannot be set up for 60 s.',
  },
  'node-lost': {
    text: 'Node lost',
    detail: 'After 60 s the node loses its connection to the control plane and does not come back.',
  },
  'node-returns': {
    text: 'Node returns',
    detail: 'After 60 s the node is cut off for eight minutes; by then its pods have been deleted.',
  },
  'node-lost-legacy': {
    text: 'Node lost, formerly',
    detail:
      'After 60 s the node is lost and does not come back, and the control plane is one from before Kubernetes 1.13: its pods are deleted with the reason NodeLost.',
  },
  'phase-unknown': {
    text: 'Phase Unknown',
    detail:
      'After 60 s the node is lost for four minutes, and the control plane is one from before Kubernetes 1.0: its pods are in phase Unknown.',
  },
  'node-reboot': {
    text: 'Node reboot',
    detail: 'After 60 s the node is rebooted: all processes end with exit code 255, and its kubelet starts again.',
  },
  'sandbox-lost': {
    text: 'Sandbox lost',
    detail: 'After 60 s the sandbox of the pod dies, e.g. as its pause process is killed.',
  },
  'kubelet-restart': {
    text: 'Kubelet restart',
    detail: 'After 60 s the kubelet of the node is started again, as in an update of the node. Containers run on.',
  },
  evicted: {
    text: 'Node pressure',
    detail: 'After 60 s the node runs short of memory and its kubelet evicts the pod.',
  },
  'redirects-away': {
    text: 'Redirect to another host',
    detail: 'HTTP probes are redirected to a login page on another host, also when the app is broken.',
  },
  'late-readiness-gates': {
    text: 'Late readiness gates',
    detail: "The conditions of the pod's readiness gates, where there are any, come 60 s after its creation.",
  },
  deleted: {
    text: 'Deleted',
    detail: 'The pod is deleted after 60 s; its processes end 3 s after SIGTERM.',
  },
  'ignores-sigterm': {
    text: 'Ignores SIGTERM',
    detail: 'The pod is deleted after 60 s, but its processes end only by SIGKILL.',
  },
});
