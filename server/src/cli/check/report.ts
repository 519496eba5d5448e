import type { LineIndex, Position } from '../../base/lineIndex.ts';
import type { Finding, Related } from '../../rules/finding.ts';

export interface CheckedFile {
  readonly name: string;
  readonly lines: LineIndex;
  /** Spans are relative to the file. */
  readonly findings: readonly Finding[];
  /** Where something stands that a finding points to, maybe in another file. */
  placeOf(related: Related): Place | undefined;
}

export interface Place {
  readonly file: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** Tells about files one by one, and at the end what belongs there. */
export interface Report {
  add(file: CheckedFile): void;
  end(): void;
}
