/** What is wrong in a scenario file (`*.scenario.yaml`), on the very line; what the simulation would refuse it for. */
import { formatFieldPath } from '../../base/fieldPath.ts';
import { type Message, verbatim } from '../../base/message.ts';
import type { Span } from '../../base/span.ts';
import { parseScenario } from '../../lifecycle/world/parseScenario.ts';
import { renameKey, replaceValue } from '../../manifest/edit.ts';
import { ManifestNode } from '../../manifest/node.ts';
import type { Finding, Fix } from '../../rules/finding.ts';
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
  return parsed.problems.map(({ path, message, meant, isName }) => {
    const node = root.at(path);
    const edits = meant === undefined ? undefined : isName ? renameKey(node, meant) : replaceValue(node, meant);
    const fixes = edits ? [{ title: say.meant({ name: meant! }), safe: false, edits }] : [];
    return finding(message, path, isName ? node.keySpan : node.span, fixes);
  });
}

function finding(
  message: Message,
  path: readonly (string | number)[],
  span: Span,
  fixes: readonly Fix[] = [],
): Finding {
  return {
    rule: invalidScenario,
    severity: 'error',
    message,
    path: formatFieldPath(path),
    span,
    related: [],
    unnecessary: false,
    fixes: () => fixes,
  };
}
