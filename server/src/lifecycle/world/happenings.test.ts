import { describe, expect, it } from 'vitest';
import type { Container, Handler, Pod, PodSpec } from '../../kubernetes/pod.ts';
import { explain } from '../explain/explain.ts';
import { eventsAt } from '../kubectl/events.ts';
import { changes, rowAt } from '../kubectl/row.ts';
import { simulate } from '../simulate.ts';
import { textOf } from '../testing/textOf.ts';
import type { PodStatus, Trace } from '../trace/trace.ts';
import type { ContainerBehaviour } from './containerBehaviour.ts';
import type { Scenario } from './scenario.ts';

function run(
  scenario: Omit<Scenario, 'name'>,
  {
    container = {},
    spec = {},
    minutes = 15,
  }: { container?: Partial<Container>; spec?: Partial<PodSpec>; minutes?: number } = {},
): Trace {
  const pod: Pod = {
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'app:1', ...container }], ...spec },
  };
  return simulate(pod, { name: 'happenings', ...scenario }, { untilMs: minutes * 60_000 });
}

const app = (behaviour: ContainerBehaviour) => ({ containers: { app: behaviour } });
const rows = (trace: Trace) =>
  changes(trace).map(({ atMs, row }) => `${atMs / 1000} ${row.ready} ${row.status} ${row.restarts}`);
const happened = (trace: Trace) =>
  trace.entries.flatMap((entry) =>
    entry.kind === 'world' ? [`${entry.atMs / 1000} ${textOf(explain(trace, entry.seq))}`] : [],
  );
const eventTimes = (trace: Trace, reason: string) =>
  trace.entries.flatMap((entry) =>
    entry.kind === 'event' && entry.event.reason === reason ? [entry.atMs / 1000] : [],
  );
const messages = (trace: Trace, reason: string) =>
  eventsAt(trace, trace.endMs).flatMap((event) => (event.reason === reason ? [event.message] : []));

function statusAt(trace: Trace, seconds: number): PodStatus {
  const entry = trace.entries.findLast((candidate) => candidate.kind === 'status' && candidate.atMs <= seconds * 1000);
  if (entry?.kind !== 'status') throw new Error('no status yet');
  return entry.status;
}

const condition = (trace: Trace, seconds: number, type: string) => {
  const found = statusAt(trace, seconds).conditions.find((candidate) => candidate.type === type);
  return found && `${found.status}${found.reason === undefined ? '' : ` ${found.reason}`}`;
};

describe('an eviction by the kubelet', () => {
  const trace = run({ evict: { atSeconds: 60 }, ...app({ runs: [{ ignoreSigterm: true }] }) });

  it('leaves next to no time and a pod that is Evicted', () => {
    expect(rows(trace).at(-1)).toMatch(/^\d+(\.\d+)? 0\/1 (Evicted|Error) 0$/);
    const { phase, reason, message } = statusAt(trace, 120);
    expect({ phase, reason, message }).toEqual({
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 96Mi. ',
    });
    const stops = trace.entries.flatMap((entry) =>
      entry.kind === 'cri' && entry.call.op === 'stop' ? [entry.call.timeoutSeconds] : [],
    );
    expect(stops).toEqual([2]);
  });

  it('is reported once everything has stopped', () => {
    expect(condition(trace, 61, 'DisruptionTarget')).toBeUndefined();
    expect(condition(trace, 120, 'DisruptionTarget')).toBe('True TerminationByKubelet');
    expect(eventTimes(trace, 'Evicted')).toEqual([60]);
  });

  it('may leave a grace', () => {
    const soft = run({ evict: { atSeconds: 60, gracePeriodSeconds: 20 }, ...app({ runs: [{ ignoreSigterm: true }] }) });
    const exit = soft.entries.find((entry) => entry.kind === 'cri' && entry.call.op === 'exited');
    expect(exit?.atMs).toBe(80_000);
  });
});

it('readiness gates hold Ready back, and not the containers', () => {
  const trace = run(
    {
      conditions: [
        { atSeconds: 30, type: 'lb' },
        { atSeconds: 90, type: 'lb', status: 'False' },
      ],
    },
    { spec: { readinessGates: [{ conditionType: 'lb' }] } },
  );
  expect(condition(trace, 20, 'Ready')).toBe('False ReadinessGatesNotReady');
  expect(condition(trace, 20, 'ContainersReady')).toBe('True');
  expect(condition(trace, 30, 'Ready')).toBe('True');
  expect(condition(trace, 90, 'Ready')).toBe('False ReadinessGatesNotReady');
  expect(rowAt(trace, 20_000)).toMatchObject({ ready: '1/1', status: 'Running' });
});

describe('an HTTP probe', () => {
  const httpGet = { port: 8080, path: '/live' };
  const result = (redirectsTo: string, more: object = {}) => {
    const answer = { atSeconds: 0, answers: 'success' as const, redirectsTo, ...more };
    const trace = run(app({ happenings: [answer] }), { container: { livenessProbe: { httpGet } }, minutes: 1 });
    const entry = trace.entries.find((candidate) => candidate.kind === 'probe');
    return { ...(entry?.kind === 'probe' ? entry.probe : {}), warnings: messages(trace, 'ProbeWarning') };
  };

  it.each(['/login', 'http://10.244.0.10:9090/login', '//10.244.0.10/login'])('follows to %s', (target) => {
    expect(result(target)).toMatchObject({ result: 'success', warnings: [] });
    expect(result(target, { answers: 'failure', statusCode: 404 })).toMatchObject({
      result: 'failure',
      output: 'HTTP probe failed with statuscode: 404',
    });
  });

  it.each(['https://login.example.com/', '//login.example.com', 'http://user@login.example.com:80/'])(
    'takes it for a success, with a warning, when it is sent to %s',
    (target) => {
      const text = `Probe terminated redirects, Response body: <a href="${target}">Found</a>.`;
      expect(result(target, { answers: 'failure' })).toMatchObject({
        result: 'success',
        warning: true,
        output: text,
        warnings: [`Liveness probe warning: ${text}`],
      });
    },
  );

  it('does not run in circles without end', () => {
    expect(result('/live')).toMatchObject({
      result: 'failure',
      output: 'Get "http://10.244.0.10:8080/live": stopped after 10 redirects',
    });
  });

  it.each([
    [204, 'success'],
    [304, 'success'],
    [399, 'success'],
    [400, 'failure'],
    [199, 'failure'],
  ] as const)('calls status %i a %s', (statusCode, expected) => {
    const happenings = [{ atSeconds: 0, answers: 'success' as const, statusCode }];
    const trace = run(app({ happenings }), { container: { livenessProbe: { httpGet } }, minutes: 1 });
    expect(trace.entries.find((entry) => entry.kind === 'probe')).toMatchObject({ probe: { result: expected } });
  });
});

it.each([
  [{ grpc: { port: 9000 } }, 'failure'],
  [{ tcpSocket: { port: 9000 } }, 'failure'],
  [{ exec: { command: ['check'] } }, 'unknown'],
  [{ httpGet: { port: 9000 } }, 'unknown'],
] as const)('an answer that breaks off is, to %j, a %s', (handler: Handler, expected) => {
  const happenings = [{ atSeconds: 0, answers: 'error' as const }];
  const trace = run(app({ happenings }), { container: { livenessProbe: handler }, minutes: 1 });
  expect(trace.entries.find((entry) => entry.kind === 'probe')).toMatchObject({ probe: { result: expected } });
});

describe('a postStart hook', () => {
  const waiting = (postStart: Handler, behaviour: ContainerBehaviour = {}) => {
    const trace = run(app(behaviour), { container: { lifecycle: { postStart } }, minutes: 1 });
    for (const entry of trace.entries) {
      if (entry.kind !== 'status') continue;
      const state = entry.status.containerStatuses[0]?.state;
      if (state?.type === 'waiting' && state.reason === 'PostStartHookError') return state.message;
    }
    return undefined;
  };
  const name = 'Container "app" in Pod "web_default(00000000-0000-0000-0000-000000000000)"';

  it('of kind tcpSocket can be written but not run', () => {
    expect(waiting({ tcpSocket: { port: 8080 } })).toBe(
      'Cannot run handler: invalid handler: &LifecycleHandler{Exec:nil,HTTPGet:nil,TCPSocket:&TCPSocketAction{Port:{0 8080 },Host:,},Sleep:nil,}',
    );
  });

  it('by HTTP fails when nothing answers', () => {
    const hooks = { postStart: { fail: true } };
    expect(waiting({ httpGet: { port: 80, path: '/up' } }, { hooks })).toBe(
      `HTTP lifecycle hook (/up) for ${name} failed - error: Get "http://10.244.0.10:80/up": dial tcp 10.244.0.10:80: connect: connection refused`,
    );
  });

  it('by HTTP fails when its port has no number', () => {
    expect(waiting({ httpGet: { port: 'web' } })).toBe(
      `HTTP lifecycle hook (/) for ${name} failed - error: strconv.Atoi: parsing "web": invalid syntax`,
    );
  });

  it('by HTTPS falls back to HTTP', () => {
    const postStart: Handler = { httpGet: { port: 80, scheme: 'HTTPS' } };
    const trace = run(app({ hooks: { postStart: { plainHttp: true } } }), { container: { lifecycle: { postStart } } });
    expect(messages(trace, 'LifecycleHTTPFallback')).toEqual([
      'request to HTTPS lifecycle hook 10.244.0.10:80 got HTTP response, retry with HTTP succeeded',
    ]);
    expect(rowAt(trace, 10_000)?.status).toBe('Running');
  });
});

describe('a node that is lost', () => {
  it('comes back in time: the pod is ready again and not deleted', () => {
    const trace = run({ node: { lostAtSeconds: 63, backAtSeconds: 150 } });
    expect(condition(trace, 114, 'Ready')).toBe('True');
    expect(condition(trace, 115, 'Ready')).toBe('False');
    expect(condition(trace, 165, 'Ready')).toBe('True');
    expect(messages(trace, 'TaintManagerEviction')).toEqual(['Cancelling deletion of Pod default/web']);
    expect(rowAt(trace, 890_000)?.status).toBe('Running');
  });

  it('comes back too late: the pod, long deleted, is killed', () => {
    const trace = run({ node: { lostAtSeconds: 63, backAtSeconds: 600 } });
    expect(rowAt(trace, 590_000)).toMatchObject({ ready: '1/1', status: 'Terminating' });
    const killed = trace.entries.find((entry) => entry.kind === 'cri' && entry.call.op === 'stop');
    expect(killed?.atMs).toBe(600_000);
    expect(rowAt(trace, 610_000)).toBeUndefined();
  });

  it('keeps a pod that tolerates it without limit, and one that tolerates it for a minute only so long', () => {
    const toleration = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' };
    const lost = { node: { lostAtSeconds: 60 } };
    const patient = run(lost, { spec: { tolerations: [toleration] } });
    expect(rowAt(patient, 890_000)?.status).toBe('Running');
    const hasty = run(lost, { spec: { tolerations: [{ ...toleration, tolerationSeconds: 60 }] } });
    expect(eventTimes(hasty, 'TaintManagerEviction')).toEqual([175]);
  });

  it('is a matter of the reason NodeLost before Kubernetes 1.13', () => {
    const trace = run({ node: { lostAtSeconds: 60, controlPlane: 'before-1.13' } });
    expect(rowAt(trace, 200_000)?.status).toBe('Running');
    expect(rowAt(trace, 500_000)?.status).toBe('Unknown');
    expect(statusAt(trace, 500).reason).toBe('NodeLost');
    expect(messages(trace, 'NodeControllerEviction')).toEqual(['Marking for deletion Pod web from Node node-1']);
  });

  it('is a matter of the phase Unknown before Kubernetes 1.0', () => {
    const trace = run({ node: { lostAtSeconds: 60, backAtSeconds: 200, controlPlane: 'before-1.0' } });
    expect(statusAt(trace, 150).phase).toBe('Unknown');
    expect(rowAt(trace, 150_000)?.status).toBe('Unknown');
    expect(statusAt(trace, 230).phase).toBe('Running');
  });
});

describe('a container runtime that stops answering', () => {
  const livenessProbe = { exec: { command: ['check'] } };
  const trace = run(
    { node: { runtimeDownAtSeconds: 60, runtimeDownUntilSeconds: 300 } },
    { container: { livenessProbe } },
  );

  it('makes the node not ready after half a minute', () => {
    expect(happened(trace)).toEqual([
      '95 Node node-1 is not ready: container runtime is down.',
      '315 Node node-1 is ready again.',
    ]);
    expect(condition(trace, 100, 'Ready')).toBe('False');
    expect(condition(trace, 330, 'Ready')).toBe('True');
  });

  it('lets no command run, which kills no container', () => {
    const results = trace.entries.flatMap((entry) =>
      entry.kind === 'probe' && entry.atMs > 60_000 && entry.atMs < 300_000 ? [entry.probe.result] : [],
    );
    expect(new Set(results)).toEqual(new Set(['unknown']));
    expect(rowAt(trace, 890_000)).toMatchObject({ status: 'Running', restarts: '0' });
  });

  it('evicts the pod if it goes on for too long', () => {
    const long = run({ node: { runtimeDownAtSeconds: 60 } });
    expect(eventTimes(long, 'TaintManagerEviction')).toEqual([395]);
    expect(rowAt(long, 890_000)?.status).toBe('Terminating');
  });
});

it('a network that fails later concerns no pod that runs, but for a moment of its condition', () => {
  const trace = run({ network: { notReadyAtSeconds: 60 } }, { minutes: 4 });
  expect(condition(trace, 75, 'Ready')).toBe('False');
  expect(condition(trace, 90, 'Ready')).toBe('True');
  expect(eventTimes(trace, 'NodeNotReady')).toHaveLength(1);
  expect(rowAt(trace, 230_000)?.status).toBe('Running');
});

it('a taint that the node gets later drives out pods without a toleration', () => {
  const changes = [{ atSeconds: 60, taints: [{ key: 'out', effect: 'NoExecute' as const }] }];
  const trace = run({ scheduling: { nodes: [{ name: 'a', changes }] } });
  expect(eventTimes(trace, 'TaintManagerEviction')).toEqual([60]);
  expect(rowAt(trace, 100_000)).toBeUndefined();
});

describe('a crash loop', () => {
  const crashes = app({ runs: [{ exitAfterSeconds: 1, exitCode: 1 }] });
  const starts = (trace: Trace) =>
    trace.entries.filter((entry) => entry.kind === 'cri' && entry.call.op === 'start').map(({ atMs }) => atMs);

  it('is shorter where the node says so', () => {
    const usual = starts(run(crashes, { minutes: 10 }));
    const short = starts(run({ ...crashes, node: { crashLoopBackOff: { maxSeconds: 20 } } }, { minutes: 10 }));
    expect(usual).toHaveLength(7);
    expect(short.length).toBeGreaterThan(20);
  });

  it('waits otherwise for each seed, and the same for the same one', () => {
    const of = (seed: number) => starts(run({ ...crashes, seed }));
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });
});

it('a Service may publish what is not ready', () => {
  const pod: Pod = {
    spec: { containers: [{ name: 'app', image: 'app:1', readinessProbe: { tcpSocket: { port: 80 } } }] },
  };
  const scenario: Scenario = { name: 'deaf', ...app({ startupSeconds: 30 }), delete: { atSeconds: 60 } };
  const endpoints = (publishNotReadyAddresses: boolean) =>
    simulate(pod, scenario, { publishNotReadyAddresses }).entries.flatMap((entry) => {
      if (entry.kind !== 'endpoint') return [];
      const { ready, serving, terminating } = entry.endpoint ?? {};
      return [
        `${entry.atMs / 1000} ${[ready && 'ready', serving && 'serving', terminating && 'terminating'].filter(Boolean).join(' ')}`,
      ];
    });
  expect(endpoints(false)).toEqual(['0.6 ', '31.6 ready serving', '60 serving terminating', '60 ']);
  expect(endpoints(true)).toEqual(['0.6 ready', '31.6 ready serving', '60 ready serving terminating', '60 ']);
});

describe('a probe of a container that has ended unnoticed', () => {
  const attempts = (handler: Handler) => {
    const container = { readinessProbe: { ...handler, periodSeconds: 1 } };
    // Image and start take no time here; the relist at 4.6 s is the first to see the end.
    const trace = run(app({ runs: [{ exitAfterSeconds: 3.7, exitCode: 1 }] }), { container, minutes: 1 });
    return trace.entries.flatMap((entry) =>
      entry.kind === 'probe' && entry.probe.instance === 0 && entry.probe.result !== 'success'
        ? [`${entry.atMs / 1000} ${entry.probe.result} ${entry.probe.output}`]
        : [],
    );
  };

  it.each<[string, Handler, string[]]>([
    ['exec', { exec: { command: ['true'] } }, Array(3).fill(expect.stringMatching(/unknown .*CONTAINER_EXITED/))],
    ['httpGet', { httpGet: { port: 80 } }, [expect.stringMatching(/failure Get .*connection refused$/)]],
    ['tcpSocket', { tcpSocket: { port: 80 } }, [expect.stringMatching(/failure dial tcp .*connection refused$/)]],
  ])('%s: only a command is impossible to run', (_, handler, expected) => {
    expect(attempts(handler)).toEqual(expected);
  });
});
