import { type CodeAction, commands, type Diagnostic, languages, type TextDocument, workspace } from 'vscode';
import { eventually } from './eventually.ts';

/** What Probewise found in a document, as the Problems view shows it. */
export function findingsOf({ uri }: TextDocument): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'probewise');
}

/** The identifier of the rule behind a finding. */
export function ruleOf({ code }: Diagnostic): string | undefined {
  return typeof code === 'object' ? String(code.value) : undefined;
}

/** What one rule found in a document. */
export function findingsBy(document: TextDocument, rule: string): Diagnostic[] {
  return findingsOf(document).filter((found) => ruleOf(found) === rule);
}

/** Waits until a rule has found something in a document. */
export function finding(document: TextDocument, rule: string): Promise<Diagnostic> {
  return eventually(`${rule} in\n${document.getText()}`, () => findingsBy(document, rule)[0]);
}

/** Waits until a rule finds no more in a document than so many. */
export async function findingsDownTo(document: TextDocument, rule: string, count: number): Promise<void> {
  await eventually(
    `no more than ${count} of ${rule} in\n${document.getText()}`,
    () => findingsBy(document, rule).length <= count,
  );
}

/** The fixes that the light bulb offers where a finding is. */
export async function fixesAt({ uri }: TextDocument, { range }: Diagnostic): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, 'quickfix');
}

/** Applies a fix, as choosing it in the menu does. */
export async function apply({ edit, title }: CodeAction): Promise<void> {
  if (edit === undefined || !(await workspace.applyEdit(edit))) throw new Error(`"${title}" could not be applied.`);
}
