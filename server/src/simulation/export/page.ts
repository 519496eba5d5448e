/** A simulation as a page that any browser shows: the picture, the figures and the rows of kubectl, without any script. */
import { pictureOf } from './picture.ts';
import type { Report } from './report.ts';
import { svg } from './svg.ts';

const style =
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1200px;padding:0 1rem;color:#1f2328;background:#fff}' +
  'svg{max-width:100%;height:auto}table{border-collapse:collapse;margin:1rem 0}' +
  'th,td{text-align:left;padding:.2rem 1rem .2rem 0;border-bottom:1px solid #d1d9e0}td{font-variant-numeric:tabular-nums}';

/** The file's text; nothing in it is loaded from elsewhere. */
export function page(report: Report): string {
  const { title, sentence, origin, facts, table } = report;
  const row = (cells: readonly string[], cell: 'th' | 'td') =>
    `<tr>${cells.map((text) => `<${cell}>${escaped(text)}</${cell}>`).join('')}</tr>`;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head>`,
    '<body>',
    `<h1>${escaped(title)}</h1>`,
    `<p>${escaped(sentence)}</p>`,
    svg(pictureOf(report)),
    `<table>${row(
      facts.map(({ name }) => name),
      'th',
    )}${row(
      facts.map(({ value }) => value),
      'td',
    )}</table>`,
    `<table>${row(table.columns, 'th')}${table.rows.map((cells) => row(cells, 'td')).join('')}</table>`,
    `<p><small>${escaped(origin)}</small></p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
