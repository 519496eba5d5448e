/** What a finding is known by from run to run: in SARIF's and GitLab's reports and in baselines. */
import { createHash } from 'node:crypto';
import type { CheckedFile, FoundFinding } from './report.ts';

/**
 * Gives each finding of a file its fingerprint. It stays the same when lines are moved, when a message is put in other
 * words or into another language, when other findings come and go, and when other items of a list do. It changes with the
 * file's name, the field, and the line that the finding is at. Findings that agree in all of these are told apart by their
 * order.
 */
export function fingerprintsOf({ name, findings, linesOf }: CheckedFile): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ message, path, span }: FoundFinding) => {
    const lines = linesOf(name);
    const line = lines.line(lines.positionAt(span.start).line).trim();
    const field = path.replace(/\[\d+\]/g, '[]');
    const identity = [name, message.id, field, line].join('\0');
    const earlier = seen.get(identity) ?? 0;
    seen.set(identity, earlier + 1);
    return createHash('sha256').update(`${identity}\0${earlier}`).digest('hex').slice(0, 32);
  });
}
