import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SimulateParams, SimulateResponse, SimulateResult } from '../../../server/src/lsp/protocol.ts';
import type { ToPanel } from '../../webview/protocol.ts';
import type { Choice, PanelContext } from './panelContext.ts';
import { SimulationSession } from './session.ts';

const uri = 'file:///web.yaml';
const range = { start: { line: 4, character: 2 }, end: { line: 4, character: 20 } };

function resultFor({ workload = 'Deployment/web', scenario = 'healthy' }: SimulateParams): SimulateResult {
  return {
    workload: { id: workload, kind: 'Deployment', name: 'web', containers: ['app'] },
    workloads: [{ id: 'Deployment/web', label: 'Deployment web', rollout: true, firstView: 'pod' }],
    scenario,
    scenarios: [{ name: 'healthy', title: 'Healthy', description: 'All is well.' }],
    trace: {
      version: 3,
      pod: 'web-1',
      namespace: 'default',
      kubernetes: '1.34',
      scenario,
      containers: [],
      entries: [],
      endMs: 60_000,
    },
    rejections: [{ message: 'The port is no port.', range }],
    openEnds: [],
    release: { simulated: '1.37', target: '1.37' },
    verdicts: [],
    windows: [],
    input: {
      pod: { spec: { containers: [{ name: 'app' }] } },
      scenario: { name: scenario },
      endpoints: true,
      publishNotReadyAddresses: false,
    },
    specPath: 'spec.template.spec',
  };
}

/** A session with a server that answers when the test says so. */
function start(choice: Choice = { uri }, workloads: readonly string[] = []) {
  const requests: { params: SimulateParams; answer: (response: SimulateResponse) => void; fail: () => void }[] = [];
  const posted: ToPanel[] = [];
  const calls: unknown[][] = [];
  const context: PanelContext = {
    simulate: (params) =>
      new Promise((resolve, reject) => {
        requests.push({ params, answer: resolve, fail: () => reject(new Error('connection lost')) });
      }),
    fieldRange: ({ workload, field, of }) => {
      const isKnown = workload === 'Deployment/web' && of === 'pod' && field === 'spec.restartPolicy';
      return Promise.resolve(isKnown ? range : null);
    },
    post: (message) => posted.push(message),
    setTitle: (title) => calls.push(['title', title]),
    reveal: (...args) => calls.push(['reveal', ...args]),
    openAsText: (target) => calls.push(['text', target]),
    simulateRollout: () => Promise.resolve({ error: 'There is no rollout here.' }),
    openScenario: (file) => calls.push(['scenario', file]),
    workloads: () =>
      Promise.resolve(workloads.map((id) => ({ id, label: id, rollout: true, firstView: 'pod' as const }))),
    pickScenario: (choices, chosen) => {
      calls.push(['pick', choices.length, chosen]);
      return Promise.resolve('deadlock');
    },
    fieldsAt: (params) => {
      calls.push(['fieldsAt', params.line]);
      return Promise.resolve(['spec.restartPolicy']);
    },
    committed: () => Promise.resolve({ text: 'kind: Deployment', others: {} }),
    showMessage: (problem) => calls.push(['tell', problem]),
    applyFields: (params) => {
      calls.push(['apply', params]);
      return Promise.resolve();
    },
    saveFile: (...args) => {
      calls.push(['file', ...args]);
      return Promise.resolve();
    },
    copyText: (text) => calls.push(['copy', text]),
    savePage: (...args) => {
      calls.push(['page', ...args]);
      return Promise.resolve();
    },
    saveScenario: (shown) => {
      calls.push(['save', shown]);
      return Promise.resolve('file:///mine.scenario.yaml');
    },
  };
  const session = new SimulationSession(choice, context);
  const answer = async (index: number, response?: SimulateResponse) => {
    const request = requests[index]!;
    request.answer(response ?? resultFor(request.params));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { session, requests, posted, calls, answer, kinds: () => posted.map(({ type }) => type) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the panel is ready: it gets the simulation and a title', async () => {
  const { session, requests, calls, answer, posted, kinds } = start({ uri, workload: 'Deployment/web' });
  session.receive({ type: 'ready' });
  expect(requests[0]?.params).toEqual({ textDocument: { uri }, workload: 'Deployment/web' });
  await answer(0);
  expect(kinds()).toEqual(['busy', 'simulation']);
  expect(posted[1]).toMatchObject({
    simulation: { uri, workload: { id: 'Deployment/web' }, specPath: 'spec.template.spec' },
  });
  expect(calls).toEqual([['title', 'web: Healthy']]);
});

describe('a page that takes its time', () => {
  test('gets what was simulated meanwhile', async () => {
    const { session, requests, answer, kinds } = start();
    void session.simulate();
    await answer(0);
    expect(kinds()).toEqual([]);
    session.receive({ type: 'ready' });
    expect(requests).toHaveLength(1);
    expect(kinds()).toEqual(['simulation']);
  });

  test('gets the notice that the simulation is under way', async () => {
    const { session, answer, kinds } = start();
    void session.simulate();
    session.receive({ type: 'ready' });
    await answer(0);
    expect(kinds()).toEqual(['busy', 'simulation']);
  });

  test('that is loaded again gets the last result and what is wrong since', async () => {
    const { session, answer, posted, kinds } = start();
    session.receive({ type: 'ready' });
    await answer(0);
    void session.simulate();
    await answer(1, { error: 'There is no workload here.' });
    posted.length = 0;
    session.receive({ type: 'ready' });
    expect(kinds()).toEqual(['simulation', 'problem']);
  });
});

describe('choosing', () => {
  test('what is left out stays as it was', async () => {
    const { session, requests, answer } = start();
    session.receive({ type: 'ready' });
    await answer(0);
    session.receive({ type: 'choose', scenario: 'deadlock' });
    session.receive({ type: 'choose', untilMs: 60_000 });
    session.receive({ type: 'choose', workload: 'Job/a' });
    session.receive({ type: 'choose', untilMs: null });
    const base = { textDocument: { uri }, scenario: 'deadlock' };
    expect(requests.slice(1).map(({ params }) => params)).toEqual([
      { ...base, workload: 'Deployment/web' },
      { ...base, workload: 'Deployment/web', untilMs: 60_000 },
      { ...base, workload: 'Job/a', untilMs: 60_000 },
      { ...base, workload: 'Job/a' },
    ]);
  });

  test('an answer that comes too late is not shown', async () => {
    const { session, answer, posted, kinds } = start();
    session.receive({ type: 'ready' });
    session.receive({ type: 'choose', scenario: 'deadlock' });
    await answer(1);
    await answer(0);
    expect(kinds()).toEqual(['busy', 'busy', 'simulation']);
    expect(posted[2]).toMatchObject({ simulation: { scenario: 'deadlock' } });
  });
});

describe('editing the manifest', () => {
  test('simulates once, when the typing rests', async () => {
    const { session, requests } = start();
    for (let key = 0; key < 5; key++) {
      session.changed();
      await vi.advanceTimersByTimeAsync(40);
    }
    expect(requests).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(50);
    expect(requests).toHaveLength(1);
  });

  test('a manifest that cannot be simulated is a problem, not the end: its fields can still be shown', async () => {
    const { session, answer, posted, calls } = start();
    session.receive({ type: 'ready' });
    await answer(0);
    session.changed();
    await vi.advanceTimersByTimeAsync(200);
    await answer(1, { error: 'There is no workload here.' });
    expect(posted.at(-1)).toEqual({ type: 'problem', message: 'There is no workload here.' });
    session.receive({ type: 'reveal', field: 'spec.restartPolicy', focus: false });
    await vi.advanceTimersByTimeAsync(0);
    expect(calls.at(-1)).toEqual(['reveal', range, false]);
  });

  test('a workload that is renamed is followed', async () => {
    const { session, answer, requests, posted } = start({ uri }, ['Deployment/shop']);
    session.receive({ type: 'ready' });
    await answer(0);
    session.changed();
    await vi.advanceTimersByTimeAsync(200);
    await answer(1, { error: 'There is no workload Deployment/web here.' });
    expect(requests[2]?.params).toMatchObject({ workload: 'Deployment/shop' });
    await answer(2);
    expect(posted.at(-1)).toMatchObject({ type: 'simulation', simulation: { workload: { id: 'Deployment/shop' } } });
  });

  test('a closed panel asks for nothing any more', async () => {
    const { session, requests, kinds, answer } = start();
    session.receive({ type: 'ready' });
    session.changed();
    session.dispose();
    await vi.advanceTimersByTimeAsync(1000);
    await answer(0);
    expect(requests).toHaveLength(1);
    expect(kinds()).toEqual(['busy']);
  });
});

test('a server that does not answer is a problem', async () => {
  const { session, requests, posted } = start();
  session.receive({ type: 'ready' });
  requests[0]?.fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(posted.at(-1)).toEqual({ type: 'problem', message: 'The simulation failed: connection lost' });
});

test('a field whose place the server does not know is not shown', async () => {
  const { session, calls, answer } = start();
  session.receive({ type: 'reveal', field: 'spec', focus: true });
  session.receive({ type: 'ready' });
  await answer(0);
  session.receive({ type: 'reveal', field: 'constructor', focus: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toEqual([['title', 'web: Healthy']]);
});

test('an error of the check leads to its place', async () => {
  const { session, calls, posted, answer } = start();
  session.receive({ type: 'ready' });
  await answer(0);
  expect(posted.at(-1)).toMatchObject({ simulation: { rejections: ['The port is no port.'] } });
  session.receive({ type: 'revealRejection', index: 0 });
  session.receive({ type: 'revealRejection', index: 1 });
  expect(calls.slice(1)).toEqual([['reveal', range, true]]);
});

test('a scenario is searched for, and saved as one’s own', async () => {
  const { session, calls, requests, answer } = start();
  session.receive({ type: 'ready' });
  await answer(0);
  session.receive({ type: 'pickScenario', of: 'scenario' });
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.at(-1)).toEqual(['pick', 1, 'healthy']);
  expect(requests.at(-1)?.params).toMatchObject({ scenario: 'deadlock' });
  await answer(1);
  session.receive({ type: 'saveScenario' });
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.at(-1)).toEqual(['save', expect.objectContaining({ scenario: 'deadlock' })]);
  expect(requests.at(-1)?.params).toMatchObject({ scenario: 'file:///mine.scenario.yaml' });
});

test('the same as text: what is shown', async () => {
  const { session, calls, answer } = start();
  session.receive({ type: 'ready' });
  await answer(0);
  session.receive({ type: 'openAsText' });
  expect(calls.at(-1)).toEqual(['text', { uri, view: 'pod', workload: 'Deployment/web', scenario: 'healthy' }]);
});

test('what is shown becomes a file, or goes into the clipboard', async () => {
  const { session, calls, answer } = start();
  session.receive({ type: 'ready' });
  await answer(0);
  session.receive({ type: 'saveFile', name: 'web-healthy.svg', content: '<svg/>' });
  session.receive({ type: 'copyText', text: '### web' });
  expect(calls.slice(1)).toEqual([
    ['file', 'web-healthy.svg', '<svg/>'],
    ['copy', '### web'],
  ]);
});

test('a page of its own gets what is chosen, what is said against it, and what is turned', async () => {
  const { session, calls, answer } = start();
  session.receive({ type: 'ready' });
  await answer(0);
  const edits = [{ of: 'pod' as const, field: 'spec.containers[0].livenessProbe.periodSeconds', value: 5 }];
  session.receive({ type: 'savePage', name: 'web-healthy.html', edits });
  expect(calls.at(-1)).toEqual([
    'page',
    'web-healthy.html',
    expect.objectContaining({ rejections: ['The port is no port.'], kubernetes: '1.37', edits }),
  ]);
});

describe('the manifest as it was committed last', () => {
  test('is simulated under what is chosen, to hold the simulation against it', async () => {
    const { session, requests, posted, answer } = start();
    session.receive({ type: 'ready' });
    await answer(0);
    session.receive({ type: 'simulateCommitted' });
    await vi.advanceTimersByTimeAsync(0);
    expect(requests.at(-1)?.params).toMatchObject({
      workload: 'Deployment/web',
      scenario: 'healthy',
      text: 'kind: Deployment',
    });
    await answer(1);
    expect(posted.at(-1)).toMatchObject({ type: 'before', source: 'committed', simulation: { view: 'pod' } });
  });

  test('that cannot be simulated is reported, and what is shown stays', async () => {
    const { session, calls, kinds, answer } = start();
    session.receive({ type: 'ready' });
    await answer(0);
    session.receive({ type: 'simulateCommitted' });
    await vi.advanceTimersByTimeAsync(0);
    await answer(1, { error: 'There is no workload here.' });
    expect(calls.at(-1)).toEqual(['tell', 'There is no workload here.']);
    expect(kinds()).toEqual(['busy', 'simulation']);
  });
});

test('the cursor in the manifest is followed when it rests: what it governs is shown', async () => {
  const { session, calls, posted, answer } = start();
  session.cursorMoved(3);
  await vi.advanceTimersByTimeAsync(100);
  expect(calls).toEqual([]);
  session.receive({ type: 'ready' });
  await answer(0);
  session.cursorMoved(3);
  session.cursorMoved(4);
  await vi.advanceTimersByTimeAsync(100);
  expect(calls.at(-1)).toEqual(['fieldsAt', 4]);
  expect(posted.at(-1)).toEqual({ type: 'governed', fields: ['spec.restartPolicy'] });
});
