/**
 * The simulation panel by itself, in a page with the content security policy and the colours it has in VS Code: what
 * a person does with mouse and keyboard, in every theme and width. `simulation.test.ts` uses it inside VS Code.
 */
import { describe, expect, test } from 'vitest';
import type { ThemeName } from '../../../client/page/themes.ts';
import type { Simulation } from '../../../client/webview/protocol.ts';
import type { PageOptions, PanelPage } from '../../../client/webview/testing/page.ts';
import { deployment, rolloutOf } from '../../../client/webview/testing/rollouts.ts';
import { podOf, simulationOf, traceOf } from '../../../client/webview/testing/traces.ts';
import { judge } from '../../../server/src/lifecycle/expect/judge.ts';
import { presets } from '../../../server/src/lifecycle/world/presets.ts';
import { momentWindows } from '../../../server/src/simulation/momentWindows.ts';
import { barriers, panelPages, picture } from './panelTests.ts';

const failing = simulationOf(traceOf('probe-always-fails', 120_000));
const rollout = rolloutOf();
const stuck = rolloutOf(deployment, { scenario: 'crash-on-boot' });

/** A scenario of the user's own that expects things, with all that the server says of it. */
const tested = (() => {
  const pod = podOf();
  const scenario = presets.find(({ name }) => name === 'node-returns')!.scenario(pod);
  const trace = traceOf(scenario, 300_000, pod);
  const expect = { readyWithin: '10s', staysReady: true, neverRestarted: true, statusSeen: ['CrashLoopBackOff'] };
  return simulationOf(trace, {
    verdicts: judge(trace, expect),
    windows: momentWindows(trace, pod, scenario),
    rejections: ['successThreshold of a liveness probe must be 1: one success counts at once.', 'Another one.'],
    scenarios: [{ name: trace.scenario, title: 'My node', description: 'It comes back.', own: true }],
  });
})();

/** A pod of many containers with the longest names there are, that expects much, and of which much is not known. */
const long = (() => {
  const name = (letter: string) => `${letter}-${'long-name-'.repeat(6)}x`;
  const pod = podOf(...['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => ({ name: name(letter) })));
  const trace = traceOf('probe-always-fails', 120_000, pod);
  const expect = { eventsSeen: [`BackOff ${'x'.repeat(90)}`], readyWithin: '10s' };
  return simulationOf(trace, {
    verdicts: judge(trace, expect),
    rejections: [`The name ${'y'.repeat(120)} is too long.`],
    release: { target: '1.30', simulated: '1.33' },
    openEnds: [0, 1, 2, 3].map((index) => ({ field: `spec.containers[${index}].readinessProbe`, what: 'leftOut' })),
  });
})();

/** A pod that is ready only when somebody else says so, too. */
const gated = (() => {
  const pod = podOf();
  const spec = { ...pod.spec, readinessGates: [{ conditionType: 'example.com/load-balancer' }] };
  return simulationOf(traceOf('late-readiness-gates', 120_000, { ...pod, spec }));
})();

const openPanel = panelPages();

async function open(options: Partial<PageOptions> = {}, simulation: Simulation = failing): Promise<PanelPage> {
  return openPanel(simulation, options);
}

describe('looks', () => {
  test.each<[ThemeName, number, string, Simulation]>([
    ['dark', 900, 'pod', failing],
    ['light', 900, 'pod', failing],
    ['high-contrast', 900, 'pod', failing],
    ['high-contrast-light', 640, 'pod', failing],
    ['light', 640, 'pod', failing],
    ['dark', 400, 'pod', failing],
    ['light', 280, 'pod', failing],
    ['light', 1400, 'pod', failing],
    ['dark', 900, 'rollout', rollout],
    ['light', 400, 'rollout', rollout],
    ['dark', 280, 'stuck rollout', stuck],
    ['high-contrast', 640, 'stuck rollout', stuck],
    ['high-contrast-light', 900, 'stuck rollout', stuck],
    ['dark', 900, 'expectations', tested],
    ['light', 400, 'expectations', tested],
    ['high-contrast', 640, 'expectations', tested],
    ['dark', 900, 'long names', long],
    ['light', 320, 'long names', long],
    ['dark', 900, 'readiness gates', gated],
    ['light', 280, 'readiness gates', gated],
  ])('%s, %i pixels wide, %s: nothing is cut off', async (theme, width, what, simulation) => {
    const { page } = await open({ theme, width }, simulation);
    await picture(page, `panel-${what.replaceAll(' ', '-')}-${theme}-${width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('h1, h2, h3, p, th, td, button, .lane-name, .lane-group-name, .clock')]
        .filter(({ scrollWidth, clientWidth, className }) => className !== 'spoken' && scrollWidth > clientWidth + 1)
        .map(({ className, tagName, textContent }) => `${tagName}.${className}: ${textContent}`),
    );
    expect(cut).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });
});

describe('what one must know to trust the result', () => {
  test('a manifest that the API server rejects has that as its headline, with a way to each place', async () => {
    const { page, messages } = await withMethods(tested);
    expect(await page.locator('h1').innerText()).toBe('The API server rejects this manifest.');
    await page.getByLabel('Why it is rejected').getByRole('button').nth(1).click();
    expect((await messages()).at(-1)).toEqual({ type: 'revealRejection', index: 1 });
    await page.getByText('If it were accepted:').waitFor();
  });

  test('another release, and what templates leave open', async () => {
    const { page, messages } = await withMethods(long);
    const notes = page.getByLabel('Notes');
    await notes.getByText('The target is Kubernetes 1.30; 1.33 is simulated').waitFor();
    await notes.getByText('1 more').click();
    await notes.getByRole('button', { name: /containers\[3\]\.readinessProbe/ }).click();
    expect((await messages()).at(-1)).toMatchObject({ type: 'reveal', field: 'spec.containers[3].readinessProbe' });
  });
});

test.each([320, 530, 900])('%i pixels wide: values stand below their headings', async (width) => {
  const { page } = await open({ width });
  const lefts = (cells: string) =>
    page
      .locator(`.kubectl ${cells}:not(.column-name)`)
      .evaluateAll((found) => found.map((cell) => Math.round(cell.getBoundingClientRect().left)));
  expect(await lefts('th')).toHaveLength(4);
  expect(await lefts('td')).toEqual(await lefts('th'));
});

test.each([320, 400, 530, 900])('%i pixels wide: each scenario keeps its buttons beside it', async (width) => {
  const { page } = await open({ width }, rollout);
  const fields = page.locator('.scenario-field');
  expect(await fields.count()).toBe(2);
  for (const field of await fields.all()) {
    const bottoms = await field
      .locator('select, button')
      .evaluateAll((found) => found.map((one) => one.getBoundingClientRect().bottom));
    expect(Math.max(...bottoms) - Math.min(...bottoms)).toBeLessThan(4);
  }
});

test('readiness gates have a column of their own', async () => {
  const { page } = await open({}, gated);
  expect(await page.locator('.kubectl th').allInnerTexts()).toContain('READINESS GATES');
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  expect(await page.locator('.kubectl td').last().innerText()).toBe('0/1');
  await page.keyboard.press('End');
  await expect.poll(() => page.locator('.kubectl td').last().innerText()).toBe('1/1');
});

describe('many containers', () => {
  test('begin folded, open one by one, and can be filtered', async () => {
    const { page } = await open({}, long);
    expect(await page.locator('.lane-liveness').count()).toBe(0);
    expect(await page.locator('.lane-state').count()).toBe(6);
    await page.getByRole('button', { name: /^b-long/ }).click();
    expect(await page.locator('.lane-liveness').count()).toBe(1);
    await page.getByLabel('Filter containers').fill('C-LONG');
    await expect.poll(() => page.locator('.lane-state').count()).toBe(1);
  });

  test('of a few, each can be folded', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'app', exact: true }).click();
    await expect.poll(() => page.locator('.lane-liveness').count()).toBe(0);
  });
});

test('scenarios are in groups; one is searched for in the editor, and any preset can be saved', async () => {
  const { page, messages } = await withMethods();
  expect(
    await page.locator('optgroup').evaluateAll((groups) => groups.map((group) => group.getAttribute('label'))),
  ).toEqual(['Usual', 'Process', 'Probes and traffic', 'Image', 'Container start', 'Scheduling and node']);
  await page.getByRole('button', { name: 'Search for what happens' }).click();
  await page.getByRole('button', { name: 'Save as a file of your own' }).click();
  expect((await messages()).slice(-2)).toEqual([{ type: 'pickScenario', of: 'scenario' }, { type: 'saveScenario' }]);
});

describe('what if', () => {
  const pod = podOf();
  const scenario = presets.find(({ name }) => name === 'probe-always-fails')!.scenario(pod);
  const input = { pod, scenario, endpoints: true, publishNotReadyAddresses: false, untilMs: 120_000 };
  const base = simulationOf(traceOf(scenario, 120_000, pod), { input });

  test('a number that is turned is played at once, in a worker; applying writes it into the manifest', async () => {
    const { page, messages } = await withMethods(base);
    const before = await page.locator('.summary').innerText();
    await page.getByRole('button', { name: 'What if' }).click();
    const slider = page
      .getByRole('group', { name: 'app: livenessProbe' })
      .getByRole('slider', { name: 'periodSeconds' });
    await slider.fill('30');
    await expect.poll(() => page.locator('.summary').innerText()).not.toBe(before);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'panel-what-if');
    await page.getByRole('button', { name: 'Apply to manifest' }).click();
    const field = 'spec.containers[0].livenessProbe.periodSeconds';
    expect((await messages()).at(-1)).toEqual({ type: 'applyFields', edits: [{ of: 'pod', field, value: 30 }] });
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => page.locator('.summary').innerText()).toBe(before);
  });

  test('the scenario that is turned can be saved', async () => {
    const { page, messages } = await withMethods(base);
    await page.getByRole('button', { name: 'What if' }).click();
    await page.getByRole('spinbutton', { name: 'start-up time (s), exactly' }).fill('20');
    await page.getByRole('button', { name: 'Save scenario' }).click();
    expect((await messages()).at(-1)).toMatchObject({
      type: 'saveScenario',
      scenario: { containers: { app: { startupSeconds: 20 } } },
    });
  });

  test('the drag is followed: ten simulated minutes run and drawn', async () => {
    const { page } = await open(
      {},
      simulationOf(traceOf(scenario, 600_000, pod), { input: { ...input, untilMs: 600_000 } }),
    );
    await page.getByRole('button', { name: 'What if' }).click();
    const slider = page.getByRole('slider', { name: 'periodSeconds' }).first();
    await slider.fill('11');
    await page.waitForTimeout(1000);
    const started = performance.now();
    const steps = 20;
    for (let step = 0; step < steps; step++) {
      await slider.fill(`${12 + step}`);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    const perStepMs = (performance.now() - started) / steps;
    console.log(`what if: ${perStepMs.toFixed(1)} ms for a step of a slider over ten simulated minutes`);
    expect(perStepMs).toBeLessThan(500);
  });
});

describe('expectations', () => {
  test('are listed with their outcome, and lead to the moment', async () => {
    const { page, remembered } = await withMethods(tested);
    const verdicts = page.getByLabel('Expectations');
    await verdicts.getByText('2 of 4 expectations are not met').waitFor();
    await verdicts.getByRole('button', { name: /^Not met: staysReady: true/ }).click();
    const lost = tested.verdicts.find(({ expectation }) => expectation === 'staysReady: true')!;
    await expect.poll(async () => (await remembered()).timeMs).toBe(lost.atMs);
    expect((await remembered()).selected).toBe(lost.seq);
  });

  test('belong to a file that can be opened', async () => {
    const { page, messages } = await withMethods(tested);
    await page.getByRole('button', { name: 'Open the scenario’s file' }).click();
    expect((await messages()).at(-1)).toEqual({ type: 'openScenario' });
  });

  test('times that are uncertain are shown with their window', async () => {
    const { page } = await withMethods(tested);
    expect(await page.locator('.summary').innerText()).toMatch(
      /^Ready after [\d.]+ s \([\d.]+–[\d.]+ s in a cluster\)/,
    );
    await page.locator('.lane-ready .span').first().click();
    await page.getByLabel('Details').getByText('In a cluster').waitFor();
  });
});

describe('a rollout', () => {
  test('shows the pods at any moment, the old ones and the new ones', async () => {
    const { page } = await withMethods(rollout);
    const rows = () => page.getByLabel('Pods').locator('tbody tr').count();
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await expect.poll(rows).toBe(4);
    await page.keyboard.press('End');
    await expect.poll(rows).toBe(3);
    expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toContain('3 of 3 new');
  });

  test('is shown in the words of kubectl rollout status', async () => {
    const { page } = await withMethods(rollout);
    await page.getByRole('row').filter({ hasText: 'successfully rolled out' }).click();
    await page.getByLabel('Details').getByText('3 of 3 new').waitFor();
  });

  test('that does not finish says which fields are in the way, and leads to them', async () => {
    const { page, messages } = await withMethods(stuck);
    await page
      .getByLabel('Why')
      .getByRole('button', { name: /maxUnavailable/ })
      .click();
    expect((await messages()).at(-1)).toEqual({
      type: 'reveal',
      field: 'spec.strategy.rollingUpdate.maxUnavailable',
      focus: true,
    });
    await page.locator('.lane-replica .mark path.shape').first().click();
    await page.getByLabel('Details').getByText('is started again').waitFor();
  });

  test('is one of the things that can be shown of a workload', async () => {
    const { page, messages } = await withMethods(rollout);
    await page.getByLabel('Old pods').selectOption('flapping');
    await page.getByRole('combobox', { name: 'Show' }).selectOption('pod');
    expect((await messages()).slice(-2)).toEqual([
      { type: 'choose', oldScenario: 'flapping' },
      { type: 'choose', view: 'pod' },
    ]);
  });
});

describe('the scrubber', () => {
  test('is dragged; the table follows', async () => {
    const { page, remembered } = await withMethods();
    const plot = (await page.locator('.lane-pod .lane-plot').boundingBox())!;
    await page.mouse.move(plot.x + 10, plot.y + 10);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width / 2, plot.y + 30, { steps: 5 });
    await page.mouse.up();
    const { timeMs } = await remembered();
    expect(timeMs).toBeGreaterThan(55_000);
    expect(timeMs).toBeLessThan(65_000);
    const cells = await page.locator('.kubectl td').allInnerTexts();
    expect(cells).toEqual([
      'web-1',
      '0/1',
      expect.any(String),
      expect.stringMatching(/^\d \(\d+s ago\)$/),
      `${Math.floor(timeMs / 1000)}s`,
    ]);
  });

  test.each([
    [['Home'], 0],
    [['End'], 120_000],
    [['Home', 'ArrowRight', 'ArrowRight'], 2000],
    [['End', 'ArrowLeft'], 119_000],
  ])('obeys %j', async (keys, expected) => {
    const { page, remembered } = await withMethods();
    await page.getByRole('slider').focus();
    for (const key of keys) await page.keyboard.press(key);
    await expect.poll(async () => (await remembered()).timeMs).toBe(expected);
    expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toMatch(/: \d\/\d \w+, \d+ restarts?/);
  });

  test('Page Up and Page Down start from the scrubber, with any selection', async () => {
    const { page, remembered } = await withMethods();
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('PageDown');
    const first = await remembered();
    await page.keyboard.press('End');
    const { timeMs: endMs } = await remembered();
    await page.keyboard.press('PageUp');
    const last = await remembered();
    expect(last.timeMs).toBeGreaterThan(first.timeMs);
    expect(last.timeMs).toBeGreaterThan(endMs / 2);
    await page.keyboard.press('Home');
    await page.keyboard.press('PageDown');
    expect((await remembered()).timeMs).toBe(first.timeMs);
  });

  test('goes from event to event and shows the line of each', async () => {
    const { page, messages } = await withMethods();
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Escape');
    for (let step = 0; step < 3; step++) await page.keyboard.press('PageDown');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await messages()).map(({ type }) => type)).toContain('reveal');
    const reveals = (await messages()).filter((message) => message.type === 'reveal');
    expect(reveals.at(-1)).toMatchObject({ focus: true });
    expect(await page.locator('.spoken').innerText()).not.toBe('');
  });

  test('zooms by wheel and keys, pans by Shift and wheel, and shows everything again', async () => {
    const { page } = await open();
    const ticks = () => page.locator('.tick').allInnerTexts();
    const before = await ticks();
    const plot = (await page.locator('.lane-pod .lane-plot').boundingBox())!;
    await page.mouse.move(plot.x + 200, plot.y + 10);
    await page.mouse.wheel(0, -600);
    await expect.poll(ticks).not.toEqual(before);
    const zoomed = await ticks();
    await page.keyboard.down('Shift');
    await page.mouse.wheel(0, 300);
    await page.keyboard.up('Shift');
    await expect.poll(ticks).not.toEqual(zoomed);
    await page.getByRole('button', { name: 'Show everything (0)' }).click();
    await expect.poll(ticks).toEqual(before);
    await page.getByRole('slider').focus();
    await page.keyboard.press('+');
    await expect.poll(ticks).not.toEqual(before);
    await page.keyboard.press('0');
    await expect.poll(ticks).toEqual(before);
  });

  test('plays, and stops at the end', async () => {
    const { page, remembered } = await withMethods();
    await page.getByLabel('Playback speed').selectOption('60');
    await page.getByRole('button', { name: 'Play (Space)' }).click();
    await page.getByRole('button', { name: 'Pause (Space)' }).waitFor();
    await page.getByRole('button', { name: 'Play (Space)' }).waitFor();
    expect((await remembered()).timeMs).toBe(120_000);
  });

  test('stands where it stood before the window was reloaded', async () => {
    const state = {
      uri: failing.uri,
      view: 'pod' as const,
      workload: failing.workload.id,
      scenario: failing.scenario,
      timeMs: 67_000,
    };
    const { page } = await open({ state });
    expect(await page.locator('.clock').innerText()).toBe('1 min 7 s');
  });
});

describe('events', () => {
  test('one that is clicked is explained and its line shown, without taking the focus', async () => {
    const { page, messages } = await withMethods();
    await page.getByRole('row').filter({ hasText: 'Killing' }).last().click();
    await page.getByLabel('Details').getByText('failureThreshold').first().waitFor();
    expect((await messages()).at(-1)).toEqual({
      type: 'reveal',
      field: 'spec.containers[0].livenessProbe.failureThreshold',
      focus: false,
    });
    await page.getByRole('button', { name: /periodSeconds/ }).click();
    expect((await messages()).at(-1)).toEqual({
      type: 'reveal',
      field: 'spec.containers[0].livenessProbe.periodSeconds',
      focus: true,
    });
  });

  test('are walked through by arrow keys', async () => {
    const { page, remembered } = await withMethods();
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('End');
    const last = failing.trace.entries.findLast(({ kind }) => kind === 'event')!;
    await expect.poll(async () => (await remembered()).timeMs).toBe(last.atMs);
    await page.keyboard.press('ArrowUp');
    const selected = page.locator('tr[aria-selected=true]');
    await expect.poll(() => selected.getAttribute('data-entry')).not.toBe(`${last.seq}`);
    expect(await grid.getAttribute('aria-activedescendant')).toBe(await selected.getAttribute('id'));
    await selected.waitFor({ state: 'visible' });
  });

  test('a probe in its lane is selected by a click', async () => {
    const { page } = await open();
    await page.locator('.lane-liveness .mark').first().click();
    expect(await page.getByLabel('Details').locator('h2').innerText()).toMatch(/^Liveness probe: failure/);
  });

  test('every entry has its row in the other table', async () => {
    const { page } = await open();
    await page.getByRole('tab', { name: /Everything/ }).click();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(`${failing.trace.entries.length + 1}`);
  });
});

test('shapes and keys are explained when asked for', async () => {
  const { page } = await open({ width: 640 });
  await page.getByRole('button', { name: 'Shapes and keys' }).click();
  await page.getByRole('region', { name: 'Help' }).getByText('failureThreshold').waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, 'panel-help');
  await page.getByRole('slider').focus();
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Pause (Space)' }).waitFor();
});

test('choices are handed to the extension', async () => {
  const { page, messages } = await withMethods();
  await page.getByLabel('Scenario').selectOption('deadlock');
  await page.getByLabel('Workload').selectOption('Job/migrate');
  await page.getByLabel('Length').selectOption('5 min');
  await page.getByRole('button', { name: 'Open as text' }).click();
  expect((await messages()).slice(-4)).toEqual([
    { type: 'choose', scenario: 'deadlock' },
    { type: 'choose', workload: 'Job/migrate' },
    { type: 'choose', untilMs: 300_000 },
    { type: 'openAsText' },
  ]);
});

test('broken YAML: a quiet line, and the last result stays until there is a new one', async () => {
  const panel = await open();
  await panel.send({ type: 'problem', message: 'There is no workload here.' });
  const problem = panel.page.getByRole('status').filter({ hasText: 'There is no workload here.' });
  await problem.waitFor();
  expect(await panel.page.locator('.lane').count()).toBeGreaterThan(4);
  await panel.show(simulationOf(traceOf('probe-always-fails', 60_000)));
  await problem.waitFor({ state: 'detached' });
});

test('a pod that is gone is not in the table', async () => {
  const gone = traceOf({ name: 'delete', delete: { atSeconds: 5 } }, 60_000);
  const { page } = await open({}, simulationOf(gone));
  await page.getByRole('slider').focus();
  await page.keyboard.press('End');
  await page.getByText('No resources found in default namespace.').waitFor();
});

test('thousands of probes stay fast', async () => {
  const pod = podOf(
    {
      name: 'a',
      livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 1 },
      readinessProbe: { tcpSocket: { port: 1 }, periodSeconds: 1 },
    },
    {
      name: 'b',
      livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 1 },
      readinessProbe: { tcpSocket: { port: 1 }, periodSeconds: 1 },
    },
  );
  const long = simulationOf(traceOf('endpoint-outage', 3_600_000, pod));
  const probes = long.trace.entries.filter(({ kind }) => kind === 'probe').length;
  expect(probes).toBeGreaterThan(5000);
  const { page } = await open({}, long);
  expect(await page.locator('.timeline svg *').count()).toBeLessThan(6000);
  const plot = (await page.locator('.lane-pod .lane-plot').boundingBox())!;
  await page.mouse.move(plot.x + 20, plot.y + 10);
  await page.mouse.down();
  const started = performance.now();
  const steps = 40;
  for (let step = 0; step < steps; step++) {
    await page.mouse.move(plot.x + 20 + step * 15, plot.y + 10);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  const perStepMs = (performance.now() - started) / steps;
  await page.mouse.up();
  console.log(`${probes} probes: ${perStepMs.toFixed(1)} ms for a step of the scrubber`);
  expect(perStepMs).toBeLessThan(100);
});

async function withMethods(simulation: Simulation = failing) {
  const opened = await open({}, simulation);
  return {
    page: opened.page,
    messages: () => opened.messages(),
    remembered: () => opened.remembered(),
  };
}
