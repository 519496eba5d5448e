/** Taking out the findings that comments silence. */

import type { Span } from '../base/span.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { Finding } from './finding.ts';
import { type NamedRule, type Suppression, suppressionsOf } from './suppression.ts';

/** What is left of a document's findings, and what the comments were needed for. */
export interface Suppressed {
  readonly left: readonly Finding[];
  /** The names in the comments that silenced something. */
  readonly used: ReadonlySet<NamedRule>;
}

/** Takes out the findings that the suppressions are about. */
export function suppress(findings: readonly Finding[], suppressions: readonly Suppression[]): Suppressed {
  const used = new Set<NamedRule>();
  const left = findings.filter((finding) => {
    const about = suppressions
      .filter(({ isMisplaced, extent }) => !isMisplaced && startsIn(finding, extent))
      .flatMap(({ rules }) => rules.filter(({ id }) => id === finding.rule));
    for (const name of about) used.add(name);
    return about.length === 0;
  });
  return { left, used };
}

function startsIn(finding: Finding, extent: Span): boolean {
  return extent.start <= finding.span.start && finding.span.start <= extent.end;
}

/** Whether a comment in a file silences a rule at a place that its own check knows nothing of; relative to the file. */
export function isSilenced(file: ManifestFile, rule: string, place: Span): boolean {
  return file.documents.some(({ offset, content }) =>
    suppressionsOf(content).some(
      ({ scope, isMisplaced, extent, rules }) =>
        !isMisplaced &&
        rules.some(({ id }) => id === rule) &&
        (scope === 'file' || (extent.start + offset <= place.start && place.start <= extent.end + offset)),
    ),
  );
}
