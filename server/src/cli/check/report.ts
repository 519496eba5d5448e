import type { LineIndex } from '../../base/lineIndex.ts';
import type { Finding } from '../../rules/finding.ts';

export interface CheckedFile {
  readonly name: string;
  readonly lines: LineIndex;
  /** Spans are relative to the file. */
  readonly findings: readonly Finding[];
}

/** Tells about files one by one, and at the end what belongs there. */
export interface Report {
  add(file: CheckedFile): void;
  end(): void;
}
