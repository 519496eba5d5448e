import { defineMessages } from '../../../server/src/base/message.ts';

/** What can be turned in a simulation, and in which group it stands. */
export const knobMessages = defineMessages('knob', {
  field: '{field}',
  ofContainer: '{container}: {part}',
  scenario: 'scenario',
  pod: 'Pod',
  workload: '{kind}',
  world: 'Scenario: node and pod',
  traffic: 'Scenario: requests',

  startup: 'start-up time (s)',
  pull: 'image pull (s)',
  pullErrorUntil: 'pull fails until (s)',
  exitAfter: 'run {count} ends after (s)',
  exitCode: 'exit code of run {count}',
  sigterm: 'run {count} ends after SIGTERM (s)',
  outageFrom: 'stops answering at (s)',
  outageTo: 'answers again at (s)',
  slowFrom: 'answers slowly from (s)',
  latency: 'answer takes (s)',
  crashAt: 'process ends at (s)',
  crashCode: 'its exit code',
  oomAt: 'out of memory at (s)',
  answerFrom: '{type} probe meets {result} from (s)',
  hook: '{hook} hook takes (s)',

  requests: 'requests per second',
  answer: 'answer takes (s)',
  knownAfter: 'until each node knows (s)',
  keepAlive: 'connections are kept (s)',

  nodeLost: 'node is lost at (s)',
  nodeBack: 'node is back at (s)',
  runtimeDown: 'runtime stops at (s)',
  runtimeBack: 'runtime answers at (s)',
  networkReady: 'network is ready at (s)',
  scheduled: 'a node fits from (s)',
  deleted: 'pod is deleted at (s)',
  grace: 'grace period (s)',
  evicted: 'pod is evicted at (s)',
  volumeAttached: 'volume {volume} is free at (s)',
});
