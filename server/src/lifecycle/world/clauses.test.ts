/** Each thing that a scenario file can say, written as in a file, and what comes of it. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Pod } from '../../kubernetes/pod.ts';
import { explain } from '../explain/explain.ts';
import { changes } from '../kubectl/row.ts';
import { simulate } from '../simulate.ts';
import { textOf } from '../testing/textOf.ts';
import { causes } from '../trace/causes.ts';
import type { Trace } from '../trace/trace.ts';
import { parseScenario } from './parseScenario.ts';

const pod: Pod = {
  metadata: { name: 'web' },
  spec: {
    terminationGracePeriodSeconds: 10,
    initContainers: [{ name: 'setup', image: 'setup:1' }],
    containers: [
      {
        name: 'app',
        image: 'app:1',
        livenessProbe: { httpGet: { port: 8080, path: '/live' }, periodSeconds: 5, timeoutSeconds: 2 },
        readinessProbe: { httpGet: { port: 9090, path: '/ready' }, periodSeconds: 5 },
        lifecycle: {
          postStart: { exec: { command: ['warm-up'] } },
          preStop: { exec: { command: ['drain'] } },
        },
      },
      { name: 'side', image: 'side:1' },
    ],
  },
};

function play(text: string, untilSeconds = 300): Trace {
  const parsed = parseScenario({ name: 'test', ...parse(text) });
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ message }) => message.id).join('; '));
  const ends = { setup: { runs: [{ exitAfterSeconds: 1, exitCode: 0 }] } };
  const scenario = { ...parsed.scenario, containers: { ...ends, ...parsed.scenario.containers } };
  return simulate(pod, scenario, { untilMs: untilSeconds * 1_000 });
}

/** What happens, in words: events, states, attempts that fail, hooks, exits, endpoints. */
function told(trace: Trace): string[] {
  const facts = trace.entries.flatMap((entry): string[] => {
    const at = `${entry.atMs / 1_000} `;
    switch (entry.kind) {
      case 'event':
        return [`${at}event ${entry.event.reason}: ${entry.event.message}`];
      case 'probe':
        return [
          `${at}${entry.probe.type} ${entry.probe.result} in ${entry.probe.tookMs / 1_000}: ${entry.probe.output}`,
        ];
      case 'hook':
        return entry.hook.result === undefined
          ? []
          : [`${at}${entry.hook.type} ${entry.hook.result} in ${entry.hook.tookMs / 1_000}`];
      case 'cri':
        return [
          `${at}${entry.call.op} ${entry.call.container ?? ''} ${entry.call.exitCode ?? ''} ${entry.call.reason ?? ''}`,
        ];
      case 'endpoint':
        return [`${at}endpoint ${entry.endpoint?.ready ?? 'none'}`];
      case 'api':
        return [`${at}api ${entry.call}`];
      default:
        return [];
    }
  });
  return [...facts, ...changes(trace).map(({ atMs, row }) => `${atMs / 1_000} STATUS ${row.status}`)];
}

type Clause = readonly [scenario: string, comes: readonly RegExp[], doesNot?: readonly RegExp[]];

const clauses: Readonly<Record<string, Clause>> = {
  'nothing said: all is well': ['{}', [/ STATUS Running$/, / endpoint true$/], [/failure|unknown|Unhealthy/]],
  'how long a container takes to start': [
    'containers: { app: { startupSeconds: 12 } }',
    [/ readiness failure .*connection refused/, /^1[3-9](\.\d+)? endpoint true/],
    [/^\d(\.\d+)? endpoint true/, / event Killing/],
  ],
  'answers slowly': [
    'containers: { app: { happenings: [{ atSeconds: 60, answers: success, seconds: 1.5, probe: liveness }] } }',
    [/ liveness success in 1\.5: /],
    [/ liveness failure/],
  ],
  'answers too slowly': [
    'containers: { app: { happenings: [{ atSeconds: 60, answers: success, seconds: 3, probe: liveness }] } }',
    [
      / liveness failure in 2: .*deadline exceeded/,
      / event Killing: Container app failed liveness probe, will be restarted/,
    ],
  ],
  hangs: [
    'containers: { app: { happenings: [{ atSeconds: 60, answers: hang }] } }',
    [/ liveness failure in 2: /, / readiness failure in 1: /, / event Killing/],
  ],
  'stops answering on a port': [
    'containers: { app: { happenings: [{ atSeconds: 60, answers: refused, port: 9090 }] } }',
    [/ readiness failure .*connection refused/, / endpoint false/],
    [/ liveness failure/],
  ],
  'stops answering on a path': [
    'containers: { app: { happenings: [{ atSeconds: 60, answers: failure, path: /live }] } }',
    [/ liveness failure .*statuscode: 503/, / event Killing/],
    [/ readiness failure .*statuscode: 503/],
  ],
  'exits with a code': [
    'containers: { app: { happenings: [{ atSeconds: 60, exitCode: 7 }] } }',
    [/ exited app 7 Error/, / event BackOff|STATUS Error/],
  ],
  'is killed for its memory': [
    'containers: { app: { happenings: [{ atSeconds: 60, oomKilled: true }] } }',
    [/ exited app 137 OOMKilled/, / STATUS OOMKilled/],
  ],
  recovers: [
    'containers: { app: { happenings: [{ atSeconds: 60, answers: failure, probe: readiness }, { atSeconds: 120, answers: success }] } }',
    [/^[67]\d.* endpoint false/, /^12\d.* endpoint true/],
    [/ event Killing/],
  ],
  'another run, another script': [
    'containers: { app: { runs: [{ exitAfterSeconds: 5, exitCode: 3 }, { exitAfterSeconds: 9, exitCode: 0, reason: Done }, {}] } }',
    [/ exited app 3 Error/, / exited app 0 Done/],
  ],
  'a probe whatever else happens': [
    'containers: { app: { probes: { liveness: [{ fromSeconds: 0, result: success }, { fromSeconds: 60, result: error }], readiness: [{ fromSeconds: 0, result: failure, statusCode: 500, output: broken }] } } }',
    [/ readiness failure .*broken/, / liveness unknown/],
    [/ endpoint true/, / event Killing/],
  ],
  'a redirect': [
    'containers: { app: { probes: { liveness: [{ fromSeconds: 0, result: success, redirectsTo: "https://login.example/" }] } } }',
    [/ event ProbeWarning: Liveness probe warning: /],
  ],
  'a hook takes its time': [
    'containers: { app: { hooks: { postStart: { seconds: 12 } } } }',
    [/ postStart success in 12$/],
    [/^[1-9](\.\d+)? start side/],
  ],
  'a hook fails': [
    'containers: { app: { hooks: { postStart: { fail: true, output: no luck } } } }',
    [/ postStart failure in /, / event FailedPostStartHook: /, / STATUS PostStartHookError/],
  ],
  'a hook before the end': [
    'containers: { app: { hooks: { preStop: { seconds: 4, fail: true } } } }\ndelete: { atSeconds: 60 }',
    [/ preStop failure in 4$/, / event FailedPreStopHook/],
  ],
  'a process that ends late': [
    'containers: { app: { runs: [{ sigtermSeconds: 6, sigtermExitCode: 0 }] } }\ndelete: { atSeconds: 60 }',
    [/^66(\.\d+)? exited app 0/],
  ],
  'a process that ignores SIGTERM': [
    'containers: { app: { runs: [{ ignoreSigterm: true }] } }\ndelete: { atSeconds: 60 }',
    [/^70(\.\d+)? exited app 137/],
  ],
  'an image that takes its time': [
    'containers: { app: { image: { present: false, pullSeconds: 25 } } }',
    [/ event Pulled: Successfully pulled image "app:1" in 25s/],
  ],
  'an image that cannot be pulled': [
    'containers: { app: { image: { present: false, error: "not found" } } }',
    [/ event Failed: Failed to pull image "app:1": .*not found/, / STATUS ErrImagePull/, / STATUS ImagePullBackOff/],
    [/ start app/],
  ],
  'a registry that is out for a while': [
    'containers: { app: { image: { present: false, error: "RegistryUnavailable: out", errorUntilSeconds: 60 } } }',
    [/ STATUS RegistryUnavailable/, / start app/],
    [/^[1-5]?\d(\.\d+)? start app/],
  ],
  'an image store that is broken': [
    'containers: { app: { image: { inspectError: broken } } }',
    [/ STATUS ImageInspectError/],
  ],
  'a configuration that is missing': [
    'containers: { app: { configError: { message: no ConfigMap, untilSeconds: 60 } } }',
    [/ STATUS CreateContainerConfigError/, / start app/],
  ],
  'a container that cannot be created': [
    'containers: { app: { createError: { message: no } } }',
    [/ STATUS CreateContainerError/],
  ],
  'a process that cannot be started': [
    'containers: { app: { startError: { message: no such file } } }',
    [/ STATUS RunContainerError/],
  ],
  "the kubelet's own hook fails": [
    'containers: { app: { preStartError: { message: no CPUs } } }',
    [/ STATUS PreStartHookError/],
  ],
  'a sandbox that cannot be made': [
    'sandboxError: { message: no network, untilSeconds: 60 }',
    [/ event FailedCreatePodSandBox: /, / start app/],
  ],
  'a network that is not ready': ['network: { notReadyUntilSeconds: 60 }', [/ event NetworkNotReady: /, / start app/]],
  'no node fits': [
    'scheduling: { unschedulableUntilSeconds: 60 }',
    [/ event FailedScheduling: /, /^60(\.\d+)? event Scheduled/],
  ],
  'nodes, too small and tainted': [
    'scheduling: { nodes: [{ name: a, unschedulable: true }, { name: b, taints: [{ key: x, effect: NoSchedule }] }] }',
    [/ event FailedScheduling: 0\/2 nodes are available: /],
  ],
  'a node is lost': ['node: { lostAtSeconds: 60 }', [/ event NodeNotReady: /, / endpoint false/]],
  'a runtime that is down': [
    'node: { runtimeDownAtSeconds: 60, runtimeDownUntilSeconds: 120 }',
    [/ event NodeNotReady|Unhealthy/],
  ],
  'an eviction': [
    'evict: { atSeconds: 60, resource: memory }',
    [/ event Evicted: The node was low on resource: memory/],
  ],
  'a deletion': [
    'delete: { atSeconds: 60 }',
    [/^60 api deleted/, / event Killing: Stopping container app/, /^6\d.* api removed/],
  ],
  'a deletion by force': ['delete: { atSeconds: 60, gracePeriodSeconds: 0 }', [/^60 api removed/]],
  'conditions of somebody else': [
    'conditions: [{ atSeconds: 60, type: example.com/gate, status: "False", reason: NotYet }]',
    [/ STATUS Running$/],
  ],
};

describe('what a scenario says comes true', () => {
  it.each(Object.entries(clauses))('%s', (_, [text, comes, doesNot = []]) => {
    const facts = told(play(text));
    for (const wanted of comes) {
      expect(
        facts.some((fact) => wanted.test(fact)),
        `${wanted} in\n${facts.join('\n')}`,
      ).toBe(true);
    }
    for (const unwanted of doesNot) expect(facts.filter((fact) => unwanted.test(fact))).toEqual([]);
  });

  it('jitter is drawn from a seed, and in the middle of what is possible without one', () => {
    const restarts = (text: string) =>
      play(text, 900).entries.flatMap((entry) =>
        entry.kind === 'cri' && entry.call.op === 'start' && entry.call.container === 'app' ? [entry.atMs] : [],
      );
    const crashing = 'containers: { app: { runs: [{ exitAfterSeconds: 1, exitCode: 1 }] } }';
    expect(restarts(crashing)).toEqual(restarts(crashing));
    expect(restarts(`seed: 7\n${crashing}`)).toEqual(restarts(`seed: 7\n${crashing}`));
    expect(restarts(`seed: 7\n${crashing}`)).not.toEqual(restarts(crashing));
    expect(restarts(`seed: 7\n${crashing}`)).not.toEqual(restarts(`seed: 8\n${crashing}`));
  });

  it('each line that brings something about is where its why-chain ends', () => {
    const lineOf = (text: string, matches: RegExp) => {
      const trace = play(text);
      const index = trace.entries.findIndex(
        (entry) =>
          (entry.kind === 'event' && matches.test(entry.event.reason)) ||
          (entry.kind === 'cri' && matches.test(entry.call.op)),
      );
      return causes(trace, index).at(-1);
    };
    expect(lineOf('containers: { app: { happenings: [{ atSeconds: 60, exitCode: 7 }] } }', /^BackOff$/)).toEqual({
      kind: 'scenario',
      path: 'containers.app.happenings[0]',
    });
    expect(lineOf('evict: { atSeconds: 60 }', /^Evicted$/)).toEqual({ kind: 'scenario', path: 'evict' });
    expect(lineOf('node: { lostAtSeconds: 60 }', /^NodeNotReady$/)).toEqual({
      kind: 'scenario',
      path: 'node.lostAtSeconds',
    });
  });

  it('a restart is explained in a sentence, with its attempts, the fields and the answer', () => {
    const trace = play(
      'containers: { app: { happenings: [{ atSeconds: 60, answers: failure, statusCode: 404, probe: liveness }] } }',
    );
    const killing = trace.entries.find((entry) => entry.kind === 'event' && entry.event.reason === 'Killing');
    expect(textOf(explain(trace, killing!.seq))).toMatch(
      /^app is restarted: 3 liveness attempts in a row failed \(1 min 5 s, 1 min 10 s and 1 min 15 s; failureThreshold 3, periodSeconds 5\)\. Last result: HTTP probe failed with statuscode: 404\.$/,
    );
  });
});
