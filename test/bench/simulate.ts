import type { Choice } from '../../client/src/panel/panelContext.ts';
import { SimulationSession } from '../../client/src/panel/session.ts';
import type { ToPanel } from '../../client/webview/protocol.ts';
import { bundlePanel, PanelPage } from '../../client/webview/testing/page.ts';
import { launchChromium } from '../../scripts/vscode/chromium.ts';
import {
  fieldRangeRequest,
  simulateRequest,
  simulateRolloutRequest,
  type WorkloadsResult,
  workloadsRequest,
} from '../../server/src/lsp/protocol.ts';
import { TestClient } from '../lsp/client.ts';
import { formatTable } from './measure.ts';

const uri = 'file:///web.yaml';
const container = (name: string) => `
        - name: ${name}
          image: nginx:1.27
          readinessProbe: {httpGet: {port: 80}, periodSeconds: 5}
          livenessProbe: {httpGet: {port: 80}, periodSeconds: 10}
          startupProbe: {httpGet: {port: 80}, periodSeconds: 2, failureThreshold: 30}`;
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 10
  strategy: {rollingUpdate: {maxSurge: 6}}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:${container('app')}${container('side')}
`;
const clicks = [
  { view: 'pod', scenario: 'healthy' },
  { view: 'pod', scenario: 'deadlock' },
  { view: 'update', scenario: 'healthy' },
] as const;
type Click = (typeof clicks)[number];
const runs = 20;

/**
 * From the click on *Simulate Probe* in the palette to the drawn panel, a new one (without the time that VS Code takes for
 * its tab) and one that is open; how much processor time the server takes for it; and from a change of the manifest, as
 * `didChange` tells it, to the drawn panel, with the time that the panel waits for typing to rest.
 */
export async function benchSimulate(): Promise<string> {
  const rows = [
    [
      'a click in the palette, median (p95)',
      'server (processor)',
      'drawn in an open panel',
      'drawn in a new panel',
      'an edit drawn, with the rest before it',
    ],
  ];
  const browser = await launchChromium();
  try {
    const page = await PanelPage.open(browser, await bundlePanel(), { theme: 'dark', width: 700, height: 900 });
    for (const click of clicks) {
      const client = await TestClient.start({ settings: {} });
      await client.open(uri, manifest);
      const open: Times[] = [];
      const fresh: Times[] = [];
      // The first runs are the compiler's.
      for (let run = -3; run < runs; run++) {
        fresh.push(await timeOf(click, client, page, true));
        open.push(await timeOf(click, client, page, false));
      }
      const edited = await editsDrawn(click, client, page);
      await client.stop();
      const drawn = (times: readonly Times[]) => figure(times.map(({ drawnMs }) => drawnMs));
      const server = [...open, ...fresh].map(({ serverMs }) => serverMs);
      rows.push([`${click.view}, ${click.scenario}`, figure(server), drawn(open), drawn(fresh), figure(edited)]);
    }
  } finally {
    await browser.close();
  }
  return formatTable(rows);
}

interface Times {
  readonly serverMs: number;
  readonly drawnMs: number;
}

async function timeOf(choice: Click, client: TestClient, page: PanelPage, isNew: boolean): Promise<Times> {
  let serverMs = 0;
  const request = async <T>(method: string, params: object): Promise<T> => {
    const before = process.cpuUsage();
    const response: T = await client.connection.sendRequest(method, params);
    const { user, system } = process.cpuUsage(before);
    serverMs += (user + system) / 1000;
    return response;
  };
  const startedMs = performance.now();
  const { current } = await request<WorkloadsResult>(workloadsRequest, { textDocument: { uri } });
  const drawnMs = await new Promise<number>((resolve) => {
    const session = sessionOf({ uri, ...choice, ...(current === undefined ? {} : { workload: current.id }) }, request, {
      page,
      onDrawn: (atMs) => resolve(atMs - startedMs),
    });
    void session.simulate();
    const ready = () => session.receive({ type: 'ready' });
    if (isNew) void page.page.reload().then(ready);
    else ready();
  });
  return { serverMs, drawnMs };
}

/** From each change of the manifest until it is drawn; the panel is open all the time. */
async function editsDrawn(choice: Click, client: TestClient, page: PanelPage): Promise<number[]> {
  const times: number[] = [];
  let drawn: (atMs: number) => void = () => {};
  const session = sessionOf({ uri, ...choice }, (method, params) => client.connection.sendRequest(method, params), {
    page,
    onDrawn: (atMs) => drawn(atMs),
  });
  const nextDrawn = (start: () => void) => {
    return new Promise<number>((resolve) => {
      drawn = resolve;
      start();
    });
  };
  await nextDrawn(() => session.receive({ type: 'ready' }));
  for (let run = -3; run < runs; run++) {
    const startedMs = performance.now();
    const drawnAtMs = await nextDrawn(() => {
      void client.edit(uri, `maxSurge: ${run + 9}`, `maxSurge: ${run + 10}`);
      session.changed();
    });
    times.push(drawnAtMs - startedMs);
  }
  session.dispose();
  return times;
}

type Request = <T>(method: string, params: object) => Promise<T>;

/** A session as the extension has one, with the language server and a panel; told when a simulation is drawn. */
function sessionOf(
  choice: Choice,
  request: Request,
  { page, onDrawn }: { readonly page: PanelPage; readonly onDrawn: (atMs: number) => void },
): SimulationSession {
  const post = async (message: ToPanel) => {
    if (message.type !== 'simulation') return;
    const postedAtMs = performance.now();
    onDrawn(postedAtMs + (await page.page.evaluate(draw, message)));
  };
  return new SimulationSession(choice, {
    simulate: (params) => request(simulateRequest, params),
    simulateRollout: (params) => request(simulateRolloutRequest, params),
    fieldsAt: () => Promise.resolve([]),
    fieldRange: (params) => request(fieldRangeRequest, params),
    post: (message) => void post(message),
    setTitle: () => {},
    reveal: () => {},
    openAsText: () => {},
    openScenario: () => {},
    workloads: () => Promise.resolve([]),
    pickScenario: () => Promise.resolve(undefined),
    saveScenario: () => Promise.resolve(undefined),
    saveFile: () => Promise.resolve(),
    copyText: () => {},
    savePage: () => Promise.resolve(),
    applyFields: () => Promise.resolve(),
    committed: () => Promise.resolve(undefined),
    showMessage: () => {},
  });
}

/** In the page: how long it takes from the message to the frame that shows it. What Playwright adds does not count. */
async function draw(message: unknown): Promise<number> {
  const startedMs = performance.now();
  window.postMessage(message, '*');
  await new Promise((resolve) => window.addEventListener('message', resolve, { once: true }));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - startedMs;
}

function figure(times: readonly number[]): string {
  const sorted = times.slice(3).sort((a, b) => a - b);
  const [median, p95] = [0.5, 0.95].map((share) => sorted[Math.floor(sorted.length * share)]!.toFixed(0));
  return `${median} ms (${p95})`;
}
