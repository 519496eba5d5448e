/** Reads a scenario that somebody wrote, and says in one sentence what is wrong with it. */
import { parseScenario } from '../../lifecycle/world/parseScenario.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { suggest } from '../../schema/suggest.ts';
import { parseYaml, plainValue } from '../../yaml/document.ts';

/** The scenario that a YAML or JSON text describes; `name` is used where it names none itself. Never throws. */
export function readScenario(text: string, name: string): Scenario | { readonly error: string } {
  const documents = parseYaml(text);
  const [document] = documents;
  const problem = documents.flatMap(({ problems }) => problems)[0];
  if (problem) return { error: problem.message };
  if (documents.length !== 1 || !document) return { error: 'must be one document' };
  const parsed = parseScenario(plainValue(document, document.root), { name, suggest });
  return 'scenario' in parsed ? parsed.scenario : { error: parsed.problems[0]?.message ?? 'is no scenario' };
}
