/** The rules as the project's scripts and tests find them: by their files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import type { AnyRule } from '../../server/src/rules/rule.ts';
import { root } from './paths.ts';

export interface RuleFile {
  /** From `server/src/rules/`, e.g. `probe/invalidPort.ts`. */
  readonly path: string;
  readonly folder: string;
  /** The name under which the file exports its rule; the file's own name. */
  readonly name: string;
  readonly rule: AnyRule;
}

const rulesFolder = join(root, 'server/src/rules');

/** What a folder's rules are about, in the order of the documentation. */
export const folders: Readonly<Record<string, string>> = {
  structure: 'Structure: what the API server can’t even read',
  probe: 'Probes and hooks',
  restart: 'Restarts',
  image: 'Images',
  container: 'Containers',
  termination: 'Termination',
  workload: 'Workloads',
  job: 'Jobs and CronJobs',
  rollout: 'Rollouts',
  service: 'Services',
  advice: 'Advice',
};

/** All files below `server/src/rules/` that define a rule, in the order of the documentation. */
export async function findRules(): Promise<RuleFile[]> {
  const paths = globSync('*/*.ts', { cwd: rulesFolder, ignore: ['**/*.test.ts', 'testing/**'] })
    .filter((path) => readFileSync(join(rulesFolder, path), 'utf8').includes('= defineRule('))
    .sort();
  const files = await Promise.all(
    paths.map(async (path) => {
      const [folder = '', file = ''] = path.split('/');
      const name = file.replace(/\.ts$/, '');
      const module = (await import(join(rulesFolder, path))) as Record<string, AnyRule>;
      const rule = module[name];
      if (!rule?.meta) throw new Error(`server/src/rules/${path} exports no rule named ${name}`);
      return { path, folder, name, rule };
    }),
  );
  const order = Object.keys(folders);
  return files.sort(
    (a, b) => order.indexOf(a.folder) - order.indexOf(b.folder) || (a.rule.meta.id < b.rule.meta.id ? -1 : 1),
  );
}

/** `invalid-port` → `invalidPort`. */
export function camelCase(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
