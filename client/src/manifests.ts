import { Range, type TextDocument, workspace } from 'vscode';
import { isScenarioFile } from '../../server/src/lifecycle/world/scenarioFileName.ts';

/**
 * Extensions for Helm give the templates of a chart a language of their own. Not JSON with comments: that is VS Code's own
 * settings, and no manifest.
 */
const languages = new Set(['yaml', 'json', 'helm']);

/** Where a user's own documents live; not the left side of a diff, an output channel or a chat's snippet. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

/** The documents whose changes the server is told. A virtual workspace's own scheme belongs to them. */
export function documentFilters(): { language: string; scheme: string }[] {
  return [...languages].flatMap((language) => [...documentSchemes()].map((scheme) => ({ language, scheme })));
}

/** A manifest names its kind early; a data file of a hundred thousand lines is not worth a look at each keystroke. */
const linesLookedAt = 1000;

const apiVersion = /^[ \t{\-'"]*apiVersion['"]?[ \t]*:/m;
const kind = /^[ \t{\-'"]*kind['"]?[ \t]*:/m;
const metadata = /^[ \t{\-'"]*metadata['"]?[ \t]*:/m;

/**
 * Whether a document has two of the keys that every Kubernetes manifest has, or is a scenario by its name. A cheap look at the text, only to decide whether the server is worth starting; a JSON document on one line is recognised by its braces and commas.
 */
export function looksLikeManifest(document: TextDocument): boolean {
  if (!languages.has(document.languageId) || !documentSchemes().has(document.uri.scheme)) return false;
  if (isScenarioFile(document.uri.path)) return true;
  return looksLikeManifestText(document.getText(new Range(0, 0, linesLookedAt, 0)), document.languageId);
}

/** Values of a chart: what the chart becomes with them is checked, and told there. */
export function isValuesFile({ languageId, uri }: TextDocument): boolean {
  return languageId === 'yaml' && documentSchemes().has(uri.scheme) && /\/values[^/]*\.yaml$/.test(uri.path);
}

/** Whether a manifest may be about to be written: a first word in an empty document, where whole workloads are offered. */
export function mayBecomeManifest(document: TextDocument): boolean {
  const isRightLanguage = document.languageId === 'yaml' || document.languageId === 'helm';
  return (
    isRightLanguage &&
    documentSchemes().has(document.uri.scheme) &&
    /^\s*[A-Za-z]{1,20}:?\s*$/.test(document.getText(new Range(0, 0, 5, 0)))
  );
}

/** The same look at the text of a file. */
export function looksLikeManifestText(text: string, languageId: string): boolean {
  if (languageId !== 'json') return [apiVersion, kind, metadata].filter((key) => key.test(text)).length > 1;
  return ['"apiVersion"', '"kind"', '"metadata"'].filter((key) => text.includes(key)).length > 1;
}

function documentSchemes(): Set<string> {
  return new Set([...schemes, ...(workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)]);
}
