import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../..');

/** Scope names by file: YAML's grammar as VS Code has it, and our own. */
const grammars: Readonly<Record<string, string>> = {
  'source.yaml': require.resolve('tm-grammars/grammars/yaml.json'),
  'probewise.injection': join(root, 'syntaxes/probewise.injection.tmLanguage.json'),
  'text.probewise-simulation': join(root, 'syntaxes/simulation.tmLanguage.json'),
};

await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) => {
    const file = grammars[scope];
    return file === undefined ? null : textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
  },
  getInjections: (scope) => (scope === 'source.yaml' ? ['probewise.injection'] : []),
});

async function grammarOf(scope: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar ${scope}`);
  return grammar;
}

/** The words that got a scope which contains `part`, in order: `livenessProbe`. */
async function scoped(grammarScope: string, text: string, part: string): Promise<string[]> {
  const grammar = await grammarOf(grammarScope);
  const words: string[] = [];
  let stack = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      if (scopes.some((scope) => scope.includes(part))) words.push(line.slice(startIndex, endIndex).trim());
    }
  }
  return words.filter((word) => word !== '');
}

describe('in YAML', () => {
  const manifest = `# probewise: kubernetes=1.30
spec:
  containers:
    - name: app # probewise-disable-next-line some-rule, other-rule -- known
      livenessProbe:
        exec: {command: [a], periodSeconds: 3}
        failureThreshold: 3
      startupProbe : {}
      text: livenessProbe is no key here
      block: |
        readinessProbe: 1
        # probewise-disable-file
    - # probewise-disable-file
      myLivenessProbe: {livenessProbeX: 1}
`;

  test.each([
    ['entity.name.type.probe.probewise', ['livenessProbe', 'startupProbe']],
    ['variable.parameter.probe.probewise', ['periodSeconds', 'failureThreshold']],
    ['keyword.control.directive.probewise', ['probewise:', 'probewise-disable-next-line', 'probewise-disable-file']],
    ['entity.name.function.rule.probewise', ['some-rule', 'other-rule']],
    ['constant.other.probewise', ['1.30']],
  ])('%s', async (scope, expected) => {
    expect(await scoped('source.yaml', manifest, scope)).toEqual(expected);
  });

  test('what comes after a probe’s key is still YAML', async () => {
    expect(await scoped('source.yaml', 'livenessProbe: # why\n  periodSeconds: 10\n', 'constant.numeric')).toEqual([
      '10',
    ]);
    expect(await scoped('source.yaml', 'livenessProbe: # why\n', 'comment.line')).toEqual(['#', 'why']);
    expect(await scoped('source.yaml', manifest, 'separator.key-value')).toHaveLength(13);
  });
});

describe('in a simulation as text', () => {
  const text = readFileSync(join(root, 'test/seed/transcripts/redis-exec.probe-always-fails.txt'), 'utf8');

  test.each([
    ['support.function.command', ['kubectl get pod --watch', expect.stringMatching(/^kubectl describe pod redis-/)]],
    ['markup.inserted.status', Array(8).fill('Running')],
    ['invalid.status', Array(5).fill('CrashLoopBackOff')],
    ['invalid.deprecated.type', ['Warning', 'Warning']],
    ['entity.name.function.scenario', ['probe-always-fails']],
  ])('%s', async (scope, expected) => {
    expect(await scoped('text.probewise-simulation', text, scope)).toEqual(expected);
  });

  test('lines of the manifest that decided', async () => {
    const names = await scoped('text.probewise-simulation', text, 'variable.parameter.field');
    expect([...new Set(names)]).toEqual(['failureThreshold', 'restartPolicy', 'periodSeconds']);
    const times = await scoped('text.probewise-simulation', text, 'constant.numeric.time');
    expect(times).toContain('1 min 1 s');
  });
});
