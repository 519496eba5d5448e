/** What holds for a file when it is checked. */
import type { CheckSettings } from '../../features/diagnostics/diagnostics.ts';
import type { ManifestContext } from '../../manifest/context.ts';

export interface FileSettings {
  readonly check: CheckSettings;
  readonly podPaths: ManifestContext['podPaths'];
}

/** The settings of a file by its path; undefined for a text without one. Equal settings are the same object. */
export type SettingsOf = (path: string | undefined) => FileSettings;
