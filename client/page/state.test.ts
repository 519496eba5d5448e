import { describe, expect, test } from 'vitest';
import fc from '../../test/support/fastCheck.ts';
import { exampleManifest } from './example.ts';
import { fromFragment, longestFragment, type PageState, readState, toFragment } from './state.ts';

const state: PageState = {
  manifest: exampleManifest,
  name: 'web.yaml',
  view: 'update',
  workload: 'Deployment/web',
  scenario: 'page:/my.scenario.yaml',
  oldScenario: 'healthy',
  untilMs: 60_000,
  kubernetes: '1.35',
  scenarioFiles: [{ uri: 'page:/my.scenario.yaml', text: 'title: „Größe“ 🐢' }],
  rejections: ['No.'],
};

describe('the fragment of an address', () => {
  test('holds all of a state', async () => {
    const fragment = await toFragment(state);
    expect(fragment).toMatch(/^#v1=[\w-]+$/);
    expect(await fromFragment(fragment!)).toEqual(state);
  });

  test('holds any manifest that fits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2_000 }), async (manifest) => {
        expect(await fromFragment((await toFragment({ manifest }))!)).toEqual({ manifest });
      }),
      { numRuns: 100 },
    );
  });

  test('is not made where it would be too long', async () => {
    const noise = Array.from({ length: 60_000 }, (_, index) => ((index * 2654435761) >>> 7).toString(36)).join('');
    expect(await toFragment({ manifest: noise })).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['no state', '#section-2'],
    ['no base64', '#v1=***'],
    ['base64 of nothing compressed', '#v1=aGVsbG8'],
    ['too long', `#v1=${'A'.repeat(longestFragment)}`],
  ])('that is %s gives no state', async (_, fragment) => {
    expect(await fromFragment(fragment)).toBeUndefined();
  });

  test('that unfolds to more than any manifest is not unfolded', async () => {
    const bomb = await toFragment({ manifest: 'a'.repeat(20_000_000) });
    expect(bomb!.length).toBeLessThan(longestFragment);
    expect(await fromFragment(bomb!)).toBeUndefined();
  });

  test('that is made up is a state or none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.string(), async (json, text) => {
        const packed = await toFragment(JSON.parse(json) as PageState);
        const found = await fromFragment(packed ?? '');
        if (found !== undefined) expect(typeof found.manifest).toBe('string');
        expect(await fromFragment(`#v1=${text}`)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

test('what is no part of a state is left out', () => {
  const hostile = {
    manifest: 'kind: Pod',
    view: '<script>',
    untilMs: Number.NaN,
    scenario: 7,
    scenarioFiles: [{ uri: 'a', text: 1 }, null, 'x', { uri: 'b', text: 'title: B', more: true }],
    rejections: 'no list',
    __proto__: { admin: true },
    constructor: 'x',
  };
  expect(readState(hostile)).toEqual({ manifest: 'kind: Pod', scenarioFiles: [{ uri: 'b', text: 'title: B' }] });
  for (const none of [null, 1, 'x', [], {}, { manifest: 1 }, { manifest: 'x'.repeat(400_001) }])
    expect(readState(none)).toBeUndefined();
});
