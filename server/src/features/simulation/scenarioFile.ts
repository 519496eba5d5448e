/** Reads a scenario that somebody wrote, and says in one sentence what is wrong with it. */
import { type Message, verbatim } from '../../base/message.ts';
import { parseScenario } from '../../lifecycle/world/parseScenario.ts';
import type { Scenario } from '../../lifecycle/world/scenario.ts';
import { suggest } from '../../schema/suggest.ts';
import { parseYaml, plainValue } from '../../yaml/document.ts';
import { scenarioMessages as say } from '../diagnostics/messages.ts';

/** The scenario that a YAML or JSON text describes; `name` is used where it names none itself. Never throws. */
export function readScenario(text: string, name: string): Scenario | { readonly error: Message } {
  const documents = parseYaml(text);
  const [document] = documents;
  const problem = documents.flatMap(({ problems }) => problems)[0];
  if (problem) return { error: say.syntax({ problem: verbatim(problem.message) }) };
  if (documents.length !== 1 || !document) return { error: say.severalDocuments() };
  const parsed = parseScenario(plainValue(document, document.root), { name, suggest });
  if ('scenario' in parsed) return { title: parsed.scenario.name, ...parsed.scenario };
  return { error: parsed.problems[0]?.message ?? say.noScenario() };
}
