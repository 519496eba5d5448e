/** What is wrong in a config file (`.probewise.yaml`), on the very line; what the command line would refuse it for. */
import { formatFieldPath } from '../../base/fieldPath.ts';
import { renameKey } from '../../manifest/edit.ts';
import { ManifestNode } from '../../manifest/node.ts';
import type { Finding, Fix } from '../../rules/finding.ts';
import { parseYaml } from '../../yaml/document.ts';
import { readConfig } from '../config/configFile.ts';
import { configMessages as say } from '../config/messages.ts';
import type { ConfigProblem } from '../config/problem.ts';

/** Not a rule of manifests: its page is docs/settings.md. */
export const invalidConfig = 'invalid-config';

/** Spans are relative to the text. */
export function diagnoseConfig(text: string): Finding[] {
  return readConfig(text).problems.map((problem) => ({
    rule: invalidConfig,
    severity: 'error',
    message: problem.message,
    path: formatFieldPath(problem.path),
    span: problem.span,
    related: [],
    unnecessary: false,
    fixes: () => fixesOf(text, problem),
  }));
}

function fixesOf(text: string, { path, meant }: ConfigProblem): Fix[] {
  const [document] = parseYaml(text);
  const edits = meant === undefined || !document ? undefined : renameKey(ManifestNode.root(document).at(path), meant);
  return edits ? [{ title: say.write({ name: meant! }), safe: false, edits }] : [];
}
