/** What is wrong in a scenario file (`*.scenario.yaml`), on the very line; what the simulation would refuse it for. */
import { formatFieldPath } from '../../base/fieldPath.ts';
import { type Message, verbatim } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { parseScenario } from '../../lifecycle/world/parseScenario.ts';
import { ManifestNode } from '../../manifest/node.ts';
import type { Finding } from '../../rules/finding.ts';
import { suggest } from '../../schema/suggest.ts';
import { parseYaml, plainValue } from '../../yaml/document.ts';
import { scenarioMessages as say } from './messages.ts';

/** Not a rule of manifests: its page is docs/scenarios.md. */
export const invalidScenario = 'invalid-scenario';

/** Spans are relative to the text. Empty text has nothing wrong with it yet. */
export function diagnoseScenario(text: string): Finding[] {
  if (text.trim() === '') return [];
  const [document] = parseYaml(text);
  if (!document) return [];
  const [problem] = document.problems;
  if (problem) return [finding(say.syntax({ problem: verbatim(problem.message) }), [], problem.span)];
  const parsed = parseScenario(plainValue(document, document.root), { name: 'scenario', suggest });
  if ('scenario' in parsed) return [];
  const root = ManifestNode.root(document);
  return parsed.problems.map(({ path, message }) => finding(message, path, root.at(path).span));
}

function finding(message: Message, path: readonly (string | number)[], span: Span): Finding {
  return {
    rule: invalidScenario,
    severity: 'error',
    message,
    path: formatFieldPath(path),
    span,
    related: [],
    unnecessary: false,
    fixes: () => [],
  };
}
