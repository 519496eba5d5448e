import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { ScenarioChoice } from '../../server/src/lsp/protocol.ts';
import { groupedChoices } from '../../server/src/simulation/scenarioGroups.ts';

interface ScenarioItem extends QuickPickItem {
  readonly name?: string;
}

/** Lets the user choose a scenario from groups, and find one by its title or description. */
export async function pickScenario(choices: readonly ScenarioChoice[], chosen?: string): Promise<string | undefined> {
  const items = groupedChoices(choices).flatMap(({ title, choices: members }): ScenarioItem[] => [
    { label: title, kind: QuickPickItemKind.Separator },
    ...members.map(({ name, title, description }) => ({
      label: title,
      detail: description,
      name,
      ...(name === chosen ? { description: 'shown now' } : {}),
    })),
  ]);
  const picked = await window.showQuickPick(items, { placeHolder: 'What happens to the pod?', matchOnDetail: true });
  return picked?.name;
}
