/** `probewise check --format … --output …`: reports for programs, and what findings are known by from run to run. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { probewise } from './support/commandLine.ts';
import { folder } from './support/folder.ts';
import { expectValidSarif } from './support/sarif.ts';

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports: [{containerPort: 80}]
      readinessProbe:
        tcpSocket: {port: 80}
      livenessProbe:
        tcpSocket: {port: 80}
        failureThreshold: 10
        successThreshold: 2
`;
const files = {
  'k8s/web.yaml': pod('web'),
  'k8s/good.yaml': pod('good').replace('successThreshold: 2', 'periodSeconds: 10'),
};

async function report(format: string, contents: Readonly<Record<string, string>> = files, ...more: string[]) {
  const cwd = folder(contents);
  const result = await probewise(['check', '--format', format, ...more, 'k8s'], { cwd });
  expect(result.stderr).toBe('');
  return result.stdout;
}

async function sarif(contents?: Readonly<Record<string, string>>): Promise<Log> {
  const log: unknown = JSON.parse(await report('sarif', contents));
  expectValidSarif(log);
  return log;
}

test('compact: one line a finding', async () => {
  expect(await report('compact')).toMatch(
    /^k8s\/web\.yaml:15:27: error: successThreshold .+ \[success-threshold-must-be-one\]\n$/,
  );
});

test('sarif: valid, with the rule, the place, the field and the fix', async () => {
  const log = await sarif();
  const [run] = log.runs;
  expect(run!.tool.driver.rules!.map(({ id }) => id)).toEqual(['success-threshold-must-be-one']);
  expect(run!.tool.driver.rules![0]!.help!.markdown).toContain('docs/rules/success-threshold-must-be-one.md');
  const region = { startLine: 15, startColumn: 27, endLine: 15, endColumn: 28 };
  expect(run!.results).toMatchObject([
    {
      ruleId: 'success-threshold-must-be-one',
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'k8s/web.yaml' }, region },
          logicalLocations: [{ fullyQualifiedName: 'spec.containers[0].livenessProbe.successThreshold' }],
        },
      ],
      fixes: [
        {
          description: { text: 'Set successThreshold to 1' },
          artifactChanges: [{ replacements: [{ deletedRegion: region, insertedContent: { text: '1' } }] }],
        },
      ],
    },
  ]);
});

test('sarif: valid where findings point to other files, and where nothing is found', async () => {
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: wb}, ports: [{port: 80}]}\n';
  const labelled = pod('web').replace('name: web\nspec', 'name: web\n  labels: {app: web}\nspec');
  const { runs } = await sarif({ 'k8s/a b.yaml': labelled, 'k8s/service.yaml': service });
  expect(runs[0]!.artifacts!.map(({ location }) => location!.uri)).toContain('k8s/a%20b.yaml');
  expect((await sarif({ 'k8s/good.yaml': files['k8s/good.yaml'] })).runs[0]!.results).toEqual([]);
});

test('fingerprints: the same when lines move, another for each finding and file', async () => {
  const prints = async (contents: Readonly<Record<string, string>>) =>
    (await sarif(contents)).runs[0]!.results!.map(({ partialFingerprints }) => partialFingerprints!['probewise/v1']);
  const once = await prints({ 'k8s/a.yaml': pod('web') });
  expect(once).toHaveLength(1);
  expect(await prints({ 'k8s/a.yaml': `# moved\n\n${pod('web')}` })).toEqual(once);
  const twice = await prints({ 'k8s/a.yaml': `${pod('web')}---\n${pod('two')}`, 'k8s/b.yaml': pod('web') });
  expect(twice[0]).toBe(once[0]);
  expect(new Set(twice).size).toBe(3);
});

test('github: commands of the runner, with nothing that begins another one', async () => {
  const text = await report('github', { 'k8s/a,b:c%.yaml': pod('web') });
  expect(text).toMatch(
    /^::error file=k8s\/a%2Cb%3Ac%25\.yaml,line=15,endLine=15,col=27,endColumn=28,title=success-threshold-must-be-one::.+\n$/,
  );
});

test('gitlab: a list of issues with fingerprints', async () => {
  expect(JSON.parse(await report('gitlab'))).toEqual([
    {
      description: expect.stringContaining('successThreshold'),
      check_name: 'success-threshold-must-be-one',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'critical',
      location: { path: 'k8s/web.yaml', lines: { begin: 15, end: 15 } },
    },
  ]);
  expect(await report('gitlab', { 'k8s/good.yaml': files['k8s/good.yaml'] })).toBe('[]\n');
});

test('junit: a suite for each file, a failure only for what fails the check', async () => {
  const strict = await report('junit');
  expect(strict).toContain('<testsuites name="probewise" tests="2" failures="1" errors="0">');
  expect(strict).toContain('<testcase name="check" classname="k8s/good.yaml"/>');
  expect(strict).toContain('<failure type="error" message="successThreshold');
  expect(await report('junit', files, '--fail-on', 'never')).toContain('failures="0"');
});

test('several reports at once: each file as a whole, one on the standard output', async () => {
  const cwd = folder(files);
  const args = ['check', '--format', 'sarif', '--output', 'out.sarif', '--format', 'compact', '--format', 'junit'];
  const { code, stdout } = await probewise([...args, '--output', 'junit.xml', 'k8s'], { cwd });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^k8s\/web\.yaml:15:27: error/);
  expectValidSarif(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8')));
  expect(readFileSync(join(cwd, 'junit.xml'), 'utf8')).toContain('</testsuites>\n');
  expect(readdirSync(cwd).sort()).toEqual(['junit.xml', 'k8s', 'out.sarif']);
});

test.each([
  ['two reports for the standard output', ['--format', 'json', '--format', 'sarif'], 'Only one report'],
  ['a second file for one format', ['--output', 'a', '--output', 'b'], 'Name the format of each file'],
  ['a file in a folder that is not there', ['--output', 'no/such/file'], 'no/such/file: no such file or directory'],
])('one clear line: %s', async (_, args, problem) => {
  const { code, stderr } = await probewise(['check', ...args, 'k8s'], { cwd: folder(files) });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^probewise: .*\n$/);
  expect(stderr).toContain(problem);
});
