export interface PanelResources {
  /** Where the webview's own resources come from, for the content security policy. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** The engine's code, which the page runs in a worker; it may be that of the page. */
  readonly engine: string;
  /** Only the script that carries it runs. */
  readonly nonce: string;
}

/** The panel's page. Nothing inline, nothing from elsewhere; a worker's code must be fetched, since it may not be addressed. */
export function panelHtml({ cspSource, script, style, engine, nonce }: PanelResources): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; connect-src ${cspSource}; worker-src blob:`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Simulation</title>
</head>
<body>
<div id="root" data-engine="${engine}"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** A fresh value that cannot be guessed. */
export function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
