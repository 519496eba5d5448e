import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { probewise } from './documents.ts';

/** A rule's page in the documentation, with the manifest in it that the rule reports. */
export interface RulePage {
  readonly rule: string;
  readonly bad: string;
}

/** The pages of all rules. */
export function rulePages(): RulePage[] {
  const folder = join(probewise().extensionPath, 'docs/rules');
  return (
    readdirSync(folder)
      .filter((file) => file.endsWith('.md') && file !== 'README.md')
      .map((file) => {
        const [, bad = ''] = /Bad:\n\n```yaml\n([\s\S]*?)```/.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
        return { rule: file.slice(0, -'.md'.length), bad };
      })
      // An example of what is too large would be too large.
      .filter(({ bad }) => bad !== '')
  );
}
