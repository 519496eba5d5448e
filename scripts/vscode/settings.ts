import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A quiet VS Code: nothing that asks, greets, or talks to a host elsewhere. */
const quiet = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'chat.disableAIFeatures': true,
  'json.schemaDownload.enable': false,
  // In a browser VS Code saves by itself, and trying things out would change the examples.
  'files.autoSave': 'off',
  'remote.autoForwardPorts': false,
};

/** Writes a fresh profile's settings into VS Code's `User` folder; a user who has changed them keeps theirs. */
export async function writeUserSettings(folder: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const file = join(folder, 'settings.json');
  if (existsSync(file)) return;
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ ...quiet, 'workbench.startupEditor': 'readme', ...more }, null, 2)}\n`);
}
