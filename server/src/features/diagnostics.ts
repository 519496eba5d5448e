/** What is wrong in a file, as the editor and the command line show it. */
import type { ManifestFile } from '../manifest/file.ts';
import type { Finding } from '../rules/finding.ts';
import { allRules } from '../rules/registry.ts';
import { checkManifest, type RunOptions } from '../rules/runner.ts';

/** The release that manifests are checked against unless somebody says otherwise. */
export const newestKubernetes = '1.34';

/** Made once, so that findings of unchanged documents are remembered. */
export function checkOptions(onRuleFailure?: RunOptions['onRuleFailure']): RunOptions {
  return { rules: allRules, kubernetes: newestKubernetes, ...(onRuleFailure ? { onRuleFailure } : {}) };
}

/** The findings of a file, ordered by place; spans are relative to the file. */
export function diagnose(file: ManifestFile, options: RunOptions): Finding[] {
  return checkManifest(file, options);
}
