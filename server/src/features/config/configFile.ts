/** Reads `.probewise.yaml`: the settings that hold for the files beside and below it, in the editor and on the command line. */
import { type Message, verbatim } from '../../base/message.ts';
import { type Span, span } from '../../base/span.ts';
import { isGate } from '../../kubernetes/gates.ts';
import { ManifestNode } from '../../manifest/node.ts';
import { allRules } from '../../rules/registry.ts';
import { suggest } from '../../schema/suggest.ts';
import { parseYaml, plainValue } from '../../yaml/document.ts';
import { configMessages as say } from './messages.ts';
import type { ConfigProblem, PlacedProblem } from './problem.ts';
import { validateConfig, withWords } from './validateConfig.ts';

export const configFileName = '.probewise.yaml';

/** Takes paths and URIs. */
export function isConfigFile(path: string): boolean {
  return path.endsWith(`/${configFileName}`) || path === configFileName;
}

/** Names of settings without `probewise.`, and their values as an editor would send them. */
export type ConfigValues = Readonly<Record<string, unknown>>;

export interface Config {
  /** Empty where something is wrong: half of a config would mean something else. */
  readonly values: ConfigValues;
  readonly problems: readonly ConfigProblem[];
}

const nothing: Config = { values: {}, problems: [] };

/** Never throws. Spans are relative to the text. */
export function readConfig(text: string): Config {
  const documents = parseYaml(text);
  const [document] = documents;
  const problem = documents.flatMap(({ problems }) => problems)[0];
  if (problem) return broken(say.syntax({ problem: verbatim(problem.message) }), problem.span);
  if (documents.length > 1) return broken(say.severalDocuments(), span(0, 0));
  if (!document?.root) return nothing;
  const root = ManifestNode.root(document);
  const plain = plainValue(document, document.root);
  if (plain === null) return nothing;
  if (typeof plain !== 'object' || Array.isArray(plain)) return broken(say.fileNotMapping(), root.span);
  const values = withWords(plain as ConfigValues, (path) => {
    const { start, end } = root.at(path).span;
    return document.text.slice(start, end);
  });
  const problems = [...validateConfig(values), ...unknownNames(values)].map(({ isName, ...found }) => {
    const node = root.at(found.path);
    return { ...found, span: isName ? node.keySpan : node.span };
  });
  return problems.length === 0 ? { values, problems } : { values: {}, problems };
}

function broken(message: Message, at: Span): Config {
  return { values: {}, problems: [{ message, span: at, path: [] }] };
}

/** Names of rules and gates, which the schema does not tell apart from other words. */
function* unknownNames({ rules, featureGates }: ConfigValues): Generator<PlacedProblem> {
  const known = allRules.map(({ meta }) => meta.id);
  for (const name of keysOf(rules)) {
    if (known.includes(name)) continue;
    const meant = suggest(name, known);
    const message = meant === undefined ? say.unknownRule({ name }) : say.unknownRuleMeant({ name, meant });
    yield { message, path: ['rules', name], isName: true, ...(meant === undefined ? {} : { meant }) };
  }
  for (const name of keysOf(featureGates))
    if (!isGate(name)) yield { message: say.unknownGate({ name }), path: ['featureGates', name], isName: true };
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
