/** Which cluster a file is written for: a comment in the file, else the setting, else the newest release as it comes. */
import { span } from '../base/span.ts';
import type { TextEdit } from '../base/textEdit.ts';
import { type GateSettings, parseGates } from '../kubernetes/gates.ts';
import { targetComment } from '../manifest/targetComment.ts';
import { nearestRelease, newestRelease, releases } from '../schema/catalog.ts';

export interface Target {
  /** A minor release that the schemas cover, e.g. `1.30`. */
  readonly kubernetes: string;
  readonly source: 'comment' | 'setting' | 'default';
  /** Feature gates that are otherwise than the release has them. */
  readonly gates?: GateSettings;
}

/** The releases that a file can be checked against, newest first. */
export const releaseChoices: readonly string[] = releases.toReversed();

/** The target of a text. What names no release (an empty setting, a slip in the comment) is passed over. */
export function targetOf(text: string, setting?: string, gateSetting?: GateSettings): Target {
  const gatesComment = targetComment(text, 'gates');
  const gates = gatesComment ? { ...gateSetting, ...parseGates(gatesComment.value) } : gateSetting;
  const cluster = gates ? { gates } : {};
  const comment = targetComment(text);
  const commented = comment && nearestRelease(comment.value);
  if (commented !== undefined) return { kubernetes: commented, source: 'comment', ...cluster };
  const set = setting === undefined ? undefined : nearestRelease(setting);
  return set === undefined
    ? { kubernetes: newestRelease, source: 'default', ...cluster }
    : { kubernetes: set, source: 'setting', ...cluster };
}

/** Edits that make a file's comment name `release`; without a release they take the comment away. */
export function targetEdits(text: string, release: string | undefined): TextEdit[] {
  const present = targetComment(text);
  if (release === undefined) {
    return present ? [{ span: present.isAlone ? present.line : present.setting, newText: '' }] : [];
  }
  if (present) return [{ span: present.span, newText: release }];
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return [{ span: span(start, start), newText: `# probewise: kubernetes=${release}${newline}` }];
}
