/** The corpora of good and bad manifests: their files, and what each says about the findings that it deserves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { LineIndex } from '../../../server/src/base/lineIndex.ts';
import { checkOptions, diagnose } from '../../../server/src/features/diagnostics/diagnostics.ts';
import { parseManifest } from '../../../server/src/manifest/file.ts';
import type { Finding } from '../../../server/src/rules/finding.ts';

export interface CorpusFile {
  /** Relative to the corpus, with slashes. */
  readonly name: string;
  readonly text: string;
}

/** Every manifest of a corpus, ordered by name. */
export function readCorpus(corpus: 'good' | 'bad' | 'templates' = 'good'): CorpusFile[] {
  const folder = join(import.meta.dirname, '..', corpus);
  return globSync('**/*.{yaml,yml,json}', { cwd: folder, dot: true })
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

const options = checkOptions({}, (rule, error) => {
  throw new Error(`${rule} failed`, { cause: error });
});

export interface CorpusFindings {
  /** `12 rule-id` for each error and warning: the line, from 1, and the rule. */
  readonly loud: readonly string[];
  /** The same for every finding. */
  readonly all: readonly string[];
  /** The same, as the file's comments `# expect: rule-id` promise it. */
  readonly expected: readonly string[];
  /** What is said about each, for a failure that can be understood. */
  readonly messages: readonly string[];
  readonly quiet: readonly Finding[];
}

/** What the rules say about a file, as in the editor and on the command line. */
export function findingsOf({ text }: Pick<CorpusFile, 'text'>): CorpusFindings {
  const findings = diagnose(parseManifest(text), options);
  const isLoud = ({ severity }: Finding) => severity === 'error' || severity === 'warning';
  const lines = new LineIndex(text);
  const place = ({ span, rule }: Finding) => `${lines.positionAt(span.start).line + 1} ${rule}`;
  const loud = findings.filter(isLoud);
  return {
    loud: [...new Set(loud.map(place))].sort(),
    all: [...new Set(findings.map(place))].sort(),
    expected: expectations(text).sort(),
    messages: loud.map((finding) => `${place(finding)} ${finding.path}: ${JSON.stringify(finding.message)}`),
    quiet: findings.filter((finding) => !isLoud(finding)),
  };
}

function expectations(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line, index) =>
    (/#.*\bexpect: ([a-z0-9, -]+)/.exec(line)?.[1] ?? '')
      .split(/[\s,]+/)
      .filter((rule) => rule !== '')
      .map((rule) => `${index + 1} ${rule}`),
  );
}
