import type { ConfigValues } from './configFile.ts';

/** Settings of which each entry counts by itself. */
const mappings: ReadonlySet<string> = new Set(['rules', 'featureGates', 'podPaths', 'helm']);

/**
 * Settings with others over them: `over` wins, name by name, and within mappings entry by entry. In the editor a config file
 * is over the settings, so that all see the same; on the command line the options are over the config file.
 */
export function mergeConfig(settings: unknown, over: ConfigValues): ConfigValues {
  const merged: Record<string, unknown> = isRecord(settings) ? { ...settings } : {};
  for (const [name, value] of Object.entries(over)) {
    const under = merged[name];
    merged[name] = mappings.has(name) && isRecord(under) && isRecord(value) ? { ...under, ...value } : value;
  }
  return merged;
}

function isRecord(value: unknown): value is ConfigValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
