/** A simulation as one HTML file that plays on its own: panel, engine, manifest and scenario inside, nothing from elsewhere. */

export interface PageParts {
  readonly title: string;
  /** What the page shows, as JSON-able data; without it the page is a playground that begins with an example. */
  readonly state?: unknown;
  /** The panel's style and that of the page around it. */
  readonly style: string;
  /** What stands around the panel. */
  readonly page: string;
  /** The panel, and in a worker the engine. */
  readonly panel: string;
  /** Only scripts and styles that carry it count. Not to be guessed. */
  readonly nonce: string;
}

/**
 * The file's text. Its policy admits what is in it and no network: scripts and style by their nonce, the worker and its code
 * by addresses that the page makes itself.
 */
export function html({ title, state, style, page, panel, nonce }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src blob:; worker-src blob:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<div id="page"></div>
<div id="root"></div>
<script type="application/json" id="state">${json(state ?? null)}</script>
<script nonce="${nonce}" id="around">${code(page)}</script>
<script nonce="${nonce}" id="panel">${code(panel)}</script>
</body>
</html>
`;
}

/** JSON in which nothing ends the element around it. */
function json(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Code in which nothing ends the element around it: in strings and patterns the backslash changes nothing. */
function code(text: string): string {
  return text.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
