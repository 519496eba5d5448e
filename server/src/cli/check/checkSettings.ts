import type { CheckSettings } from '../../features/diagnostics/diagnostics.ts';
import type { Settings } from '../../features/settings.ts';

const known = new WeakMap<Settings, CheckSettings>();

/** Only what rules go by: it is sent to threads with each piece of work. */
export function checkSettingsOf(settings: Settings): CheckSettings {
  const before = known.get(settings);
  if (before) return before;
  const { kubernetesVersion, featureGates, profile, rules } = settings;
  const own: CheckSettings = { kubernetesVersion, featureGates, profile, rules };
  known.set(settings, own);
  return own;
}
