/** What an editor feels: the first check of a file, and the check after one typed character. */
import { checkOptions, diagnose } from '../../server/src/features/diagnostics/diagnostics.ts';
import { type ManifestFile, parseManifest } from '../../server/src/manifest/file.ts';
import { factsOf } from '../../server/src/manifest/index/readFacts.ts';
import { WorkspaceIndex } from '../../server/src/manifest/index/workspaceIndex.ts';
import { manifestOf, singleDocumentOf } from './manifests.ts';
import { formatTable, measure } from './measure.ts';

export function benchEditing(): string {
  const rows: string[][] = [
    ['parse and check', 'lines', 'cold (median)', 'cold (p95)', 'after an edit (median)', '(p95)'],
  ];
  for (const lines of [30, 3_000, 12_000]) rows.push(row('many documents', manifestOf(lines)));
  for (const lines of [3_000, 12_000]) rows.push(row('one document', singleDocumentOf(lines)));
  return formatTable(rows);
}

function row(name: string, text: string): string[] {
  const options = checkOptions();
  const cold = measure(() => {
    diagnose(parseManifest(text), options);
  });
  const index = new WorkspaceIndex();
  // As the language server does it.
  const check = (now: ManifestFile) => {
    index.setFile(
      'file',
      now.documents.map(({ offset, content }) => ({ offset, facts: factsOf(content) })),
    );
    diagnose(now, options, { index, file: 'file' });
  };
  let file = parseManifest(text);
  check(file);
  const middle = text.indexOf('periodSeconds', text.length / 2);
  const position = text.indexOf('\n', middle < 0 ? 0 : middle);
  let digit = 0;
  const edited = measure(() => {
    digit = (digit + 1) % 10;
    file = parseManifest(`${text.slice(0, position)}${digit}${text.slice(position)}`, file);
    check(file);
  });
  const lines = String(text.split('\n').length);
  return [name, lines, ms(cold.medianMs), ms(cold.p95Ms), ms(edited.medianMs), ms(edited.p95Ms)];
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
