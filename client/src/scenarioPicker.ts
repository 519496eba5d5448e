import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { ScenarioChoice } from '../../server/src/lsp/protocol.ts';
import { groupedChoices } from '../../server/src/simulation/scenarioGroups.ts';
import { clientMessages as say } from './messages.ts';
import { textOf } from './text.ts';

interface ScenarioItem extends QuickPickItem {
  readonly name?: string;
}

/** Lets the user choose a scenario from groups, and find one by its title or description. */
export async function pickScenario(choices: readonly ScenarioChoice[], chosen?: string): Promise<string | undefined> {
  const items = groupedChoices(choices).flatMap(({ title, choices: members }): ScenarioItem[] => [
    { label: textOf(title), kind: QuickPickItemKind.Separator },
    ...members.map(({ name, title, description }) => ({
      label: title,
      detail: description,
      name,
      ...(name === chosen ? { description: textOf(say.shownNow()) } : {}),
    })),
  ]);
  const picked = await window.showQuickPick(items, { placeHolder: textOf(say.pickScenario()), matchOnDetail: true });
  return picked?.name;
}
