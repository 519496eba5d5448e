import { expect, test } from 'vitest';
import { compare } from '../engine/compare.ts';
import { rolloutOf, servedDeployment } from '../testing/rollouts.ts';
import { podRun } from '../testing/runs.ts';
import { textOf } from '../text.ts';
import { beforeLanes, keyOf, withMissingLanes } from './compared.ts';
import { podHistory } from './podHistory.ts';

const slow = podRun({ name: 'own', containers: { app: { startupSeconds: 60 } } });
const fast = podRun({ name: 'own' });

test('each lane finds what it was before, and lanes that are gone are there, empty', () => {
  const [before, after] = [podHistory(slow).timeline, podHistory(fast).timeline];
  const known = beforeLanes(before);
  const both = withMissingLanes(after, before);
  const shown = both.groups.flatMap((group) => group.lanes.map((lane) => keyOf(group, lane)));
  expect(shown).toEqual(expect.arrayContaining([...known.keys()]));
  const node = { ...before.groups[0]!.lanes[0]!, id: 'only before' };
  const more = { ...before, groups: [{ lanes: [node] }, { name: 'gone', lanes: [node] }] };
  const merged = withMissingLanes(after, more);
  expect(merged.groups[0]!.lanes.at(-1)).toMatchObject({ id: 'only before', bands: [] });
  expect(merged.groups.at(-1)).toMatchObject({ name: 'gone', lanes: [{ bands: [] }] });
});

test('differences are named: what they are, and for better or worse', () => {
  const { differences } = compare({ before: slow.input, after: fast.input });
  expect(differences.map(({ message, effect }) => `${effect}: ${textOf(message)}`)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^better: Ready after .* s; before, never|^better: Ready after .* instead of/),
      expect.stringMatching(/^better: Restarts of containers: 0 instead of \d+\.$/),
    ]),
  );
  expect(compare({ before: fast.input, after: fast.input }).differences).toEqual([]);
});

test('of rollouts too: fewer requests are lost with a preStop sleep', () => {
  const before = rolloutOf(servedDeployment(4)).input;
  const sleeping = servedDeployment(4).replace(
    '          ports:',
    '          lifecycle: {preStop: {sleep: {seconds: 3}}}\n          ports:',
  );
  const { differences } = compare({ before, after: rolloutOf(sleeping).input });
  expect(differences.map(({ message }) => textOf(message))).toContainEqual(
    expect.stringMatching(/^Requests lost: about 0 instead of \d+\.$/),
  );
});
