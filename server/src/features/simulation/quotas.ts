/** The ResourceQuotas of a file that limit the pods of a workload. */
import { type QuotaScope, quotaScopes, type ResourceQuota } from '../../lifecycle/world/resourceQuota.ts';
import type { ManifestFile } from '../../manifest/file.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import type { RolloutInput } from '../../simulation/simulateRollout.ts';
import { objectsBeside, type WorkloadInFile } from './workloads.ts';

/**
 * Those of the workload's namespace. What others have of them is not in view and counts as nothing; a quota with a
 * selector of scopes, or with an amount that cannot be read, is left out.
 */
export function quotasOf(file: ManifestFile, workload: WorkloadInFile): Pick<RolloutInput, 'quotas'> {
  const objects = objectsBeside(file, workload);
  const hasDefaults = objects.some(({ kind }) => kind === 'LimitRange');
  const quotas = objects.flatMap(({ kind, name, root }): ResourceQuota[] => {
    if (kind !== 'ResourceQuota' || name === undefined) return [];
    const spec = root.get('spec');
    const hard = hardOf(spec.get('hard'));
    const scopes = scopesOf(spec);
    if (hard === undefined || scopes === undefined) return [];
    return [{ name, hard, ...(scopes.length === 0 ? {} : { scopes }), ...(hasDefaults ? { hasDefaults } : {}) }];
  });
  return quotas.length === 0 ? {} : { quotas };
}

function hardOf(hard: ManifestNode): Record<string, string | number> | undefined {
  const amounts = hard.fields().map(({ key, node }) => [key, node.string ?? numberOf(node)] as const);
  if (amounts.length === 0 || amounts.some(([, amount]) => amount === undefined)) return undefined;
  return Object.fromEntries(amounts) as Record<string, string | number>;
}

function numberOf({ value }: ManifestNode): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function scopesOf(spec: ManifestNode): QuotaScope[] | undefined {
  if (spec.get('scopeSelector').present) return undefined;
  const names = spec
    .get('scopes')
    .items()
    .map(({ string }) => quotaScopes.find((scope) => scope === string));
  return names.includes(undefined) ? undefined : (names as QuotaScope[]);
}
