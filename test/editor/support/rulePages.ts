import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { probewise } from './documents.ts';

/** A rule's page in the documentation, with the manifest in it that the rule reports. */
export interface RulePage {
  readonly rule: string;
  readonly bad: string;
}

/** The release that a page's examples are about, as `server/src/rules/documentation.test.ts` reads it. */
function forRelease(page: string, manifest: string): string {
  const [, release = '1.34'] = /For Kubernetes (\d+\.\d+)/.exec(page) ?? [];
  return manifest.includes('probewise: kubernetes=') ? manifest : `# probewise: kubernetes=${release}\n${manifest}`;
}

/** The pages of all rules. */
export function rulePages(): RulePage[] {
  const folder = join(probewise().extensionPath, 'docs/rules');
  return (
    readdirSync(folder)
      .filter((file) => file.endsWith('.md') && file !== 'README.md')
      .map((file) => {
        const page = readFileSync(join(folder, file), 'utf8');
        const [, bad = ''] = /Bad:\n\n```yaml\n([\s\S]*?)```/.exec(page) ?? [];
        return { rule: file.slice(0, -'.md'.length), bad: bad === '' ? '' : forRelease(page, bad) };
      })
      // An example of what is too large would be too large.
      .filter(({ bad }) => bad !== '')
  );
}
