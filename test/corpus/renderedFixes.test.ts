/**
 * Fixes of what charts and overlays become: the bad manifests of the corpus are written as charts and overlays write them,
 * every fix that is offered is applied, and the files are rendered or built again. Then the finding is gone and none is new.
 */
import { expect, test } from 'vitest';
import { MessageFormatter } from '../../server/src/base/formatMessage.ts';
import { checkChart } from '../../server/src/features/chart/chartFindings.ts';
import { renderManifests } from '../../server/src/features/chart/renderedManifests.ts';
import { checkOptions } from '../../server/src/features/diagnostics/diagnostics.ts';
import { english } from '../../server/src/features/messages.ts';
import { checkOverlay } from '../../server/src/features/overlay/overlayFindings.ts';
import { overlayManifests } from '../../server/src/features/overlay/overlayManifests.ts';
import { editedTexts, type PlacedFinding } from '../../server/src/features/rendered/placedFinding.ts';
import { OverlayFiles } from '../../server/src/overlay/overlayFiles.ts';
import { readCorpus } from './support/corpus.ts';
import { chartsOf, type Files, objectsIn, overlaysOf } from './support/rendered.ts';

const formatter = new MessageFormatter([english]);
const options = checkOptions({ kubernetesVersion: '1.34' });

type Check = (files: Files) => readonly PlacedFinding[];

const checkAsChart: Check = (files) => {
  const chart = new Map(Object.entries(files));
  const rendered = renderManifests(chart, { kubernetes: '1.34', podPaths: {} })!;
  expect([rendered.error, ...rendered.failed]).toEqual([undefined]);
  return checkChart(chart, rendered, options).findings;
};

const checkAsOverlay: Check = (files) => {
  const all = new OverlayFiles((path) => files[path]);
  const overlay = overlayManifests('prod', all, {});
  expect(overlay.built.failure).toBeUndefined();
  return checkOverlay(overlay, all, options).findings;
};

const identityOf = ({ rule, path }: PlacedFinding) => `${rule} ${path}`;

/** What each fix of the files leaves or brings, by finding and title; nothing where all is well. */
function badFixes(files: Files, check: Check): { readonly count: number; readonly bad: readonly string[] } {
  const before = check(files);
  const known = new Set(before.map(identityOf));
  const bad: string[] = [];
  let count = 0;
  for (const finding of before)
    for (const { title, edits } of finding.fixes()) {
      count++;
      const changed = editedTexts(edits, (file) => files[file]);
      const after = check({ ...files, ...Object.fromEntries(changed) });
      const isSame = (one: PlacedFinding) =>
        identityOf(one) === identityOf(finding) && one.message.id === finding.message.id;
      const added = after.filter((one) => !known.has(identityOf(one))).map(identityOf);
      const problems = [...(after.some(isSame) ? ['still there'] : []), ...added];
      if (problems.length > 0) bad.push(`${identityOf(finding)}: ${formatter.text(title)}: ${problems.join(', ')}`);
    }
  return { count, bad };
}

const corpus = readCorpus('bad').flatMap(({ text, name }) => {
  const objects = objectsIn(text);
  return objects ? [{ name, charts: chartsOf(objects), overlays: overlaysOf(objects) }] : [];
});

/** Each file is written in every third way; all of them together in all ways. */
const cases = corpus.map(({ name, charts: { 'all in the template': literal, ...charts }, overlays }, number) => ({
  name,
  literal: literal!,
  ways: [
    ...Object.entries(charts).map(([way, files]) => ({ way, files, check: checkAsChart })),
    ...Object.entries(overlays).map(([way, files]) => ({ way, files, check: checkAsOverlay })),
  ].filter((_, index) => (index + number) % 3 === 0),
}));

const offered = { plain: 0, elsewhere: 0 };

test.each(cases)('$name', ({ literal, ways }) => {
  const plain = badFixes(literal, checkAsChart);
  for (const { way, files, check } of ways) {
    const { count, bad } = badFixes(files, check);
    expect(
      bad.filter((one) => !plain.bad.includes(one)),
      way,
    ).toEqual([]);
    offered.plain += plain.count;
    offered.elsewhere += count;
  }
});

test('nearly all fixes are offered wherever the parts stand', () => {
  expect(offered.plain).toBeGreaterThan(100);
  expect(offered.elsewhere / offered.plain).toBeGreaterThan(0.95);
});
