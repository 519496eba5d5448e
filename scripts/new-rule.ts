/** `npm run new-rule <id> [<folder>]`: writes the three files of a new rule, to be filled in, and puts it on the list. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './support/paths.ts';
import { camelCase, folders } from './support/ruleFiles.ts';

const [id = '', folder = 'probe'] = process.argv.slice(2);
if (!(folder in folders) || !/^[a-z]+(-[a-z]+)*$/.test(id)) {
  console.error(`Usage: npm run new-rule <rule-id> [<folder>], the folder one of ${Object.keys(folders).join(', ')}`);
  process.exit(2);
}
const name = camelCase(id);

create(
  `server/src/rules/${folder}/${name}.ts`,
  `import { replaceValue } from '../../manifest/edit.ts';
import { defineRule } from '../rule.ts';

/** Upstream: where Kubernetes' own code proves the rule. */
export const ${name} = defineRule({
  meta: {
    id: '${id}',
    severity: 'warning',
    appliesTo: 'probe',
    summary: 'What holds in a good manifest, in half a sentence.',
    messages: {
      problem: 'What is wrong with {value}, why it matters, what to do.',
      repair: 'Set periodSeconds to 10',
    },
    references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  },
  *check({ probe }) {
    const { value, node } = probe.timings.periodSeconds;
    if (value === undefined || value < 86400) return;
    yield {
      message: 'problem',
      at: node,
      data: { value },
      fixes: () => [{ title: 'repair', safe: false, edits: replaceValue(node, '10') }],
    };
  },
});
`,
);
create(
  `server/src/rules/${folder}/${name}.test.ts`,
  `import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { ${name} } from './${name}.ts';

test('says what is wrong', () =>
  checkRule(
    ${name},
    \`
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe:
          periodSeconds: 86400
          #              ^^^^^ 💡 warning: What is wrong with 86400…
        readinessProbe:
          periodSeconds: 86399
    \`,
  ));

test('the fix', () =>
  checkFix(
    ${name},
    'Set periodSeconds to 10',
    \`
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { periodSeconds: 86400 } # a day
    \`,
    \`
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - livenessProbe: { periodSeconds: 10 } # a day
    \`,
  ));
`,
);
create(
  `docs/rules/${id}.md`,
  `# ${id}

## What it does

## Why

## Examples

Bad:

\`\`\`yaml
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    livenessProbe:
      tcpSocket: { port: 80 }
      periodSeconds: 86400
\`\`\`

Good:

\`\`\`yaml
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    livenessProbe:
      tcpSocket: { port: 80 }
\`\`\`

## Fix

## When to disable

## References
`,
);
const generated = spawnSync(process.execPath, [join(root, 'scripts/generate-rules.ts')], { stdio: 'inherit' });
process.exitCode = generated.status ?? 1;

function create(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file)) {
    console.error(`${path} is there already`);
    process.exit(2);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(path);
}
