/** `check --format sarif`: SARIF 2.1.0, as code scanning of GitHub, Azure DevOps and others takes it. */
import type { Artifact, Fix, Location, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import packageJson from '../../../../../package.json' with { type: 'json' };
import { pageOfRule, pagesOnWeb } from '../../../features/pages.ts';
import { allRules } from '../../../rules/registry.ts';
import type { Severity } from '../../../rules/rule.ts';
import { formatter } from '../../formatter.ts';
import { stdinName } from '../../inputs.ts';
import { harmlessJson } from '../../plainText.ts';
import type { Output } from '../../terminal.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { type CheckedFile, type FoundFinding, type FoundFix, type Place, placeOf, type Report } from './report.ts';

const levels: Record<Severity, Result.level> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

export function sarifReport(output: Output): Report {
  const results: string[] = [];
  const files: string[] = [];
  const found = new Set<string>();
  return {
    add(file) {
      files.push(file.name);
      const fingerprints = fingerprintsOf(file);
      for (const [index, finding] of file.findings.entries()) {
        found.add(finding.rule);
        results.push(harmlessJson(resultOf(file, finding, fingerprints[index]!)));
      }
    },
    end() {
      const rules = allRules.filter(({ meta }) => found.has(meta.id)).map(({ meta }) => descriptorOf(meta));
      const artifacts: Artifact[] = files.map((name) => ({ location: { uri: uriOf(name) } }));
      output.write(sarifText({ rules, artifacts, results }));
    },
  };
}

export interface SarifParts {
  readonly rules: readonly ReportingDescriptor[];
  readonly artifacts: readonly Artifact[];
  /** JSON already. */
  readonly results: readonly string[];
}

/** The whole log. */
export function sarifText({ rules, artifacts, results }: SarifParts): string {
  const driver = { name: 'Probewise', semanticVersion: packageJson.version, informationUri: pagesOnWeb, rules };
  return [
    '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{',
    `"tool":{"driver":${harmlessJson(driver)}},`,
    `"columnKind":"utf16CodeUnits",`,
    `"artifacts":${harmlessJson(artifacts)},`,
    results.length === 0 ? '"results":[]' : `"results":[\n${results.join(',\n')}\n]`,
    '}]}\n',
  ].join('\n');
}

function descriptorOf(meta: (typeof allRules)[number]['meta']): ReportingDescriptor {
  const page = `${pagesOnWeb}${pageOfRule(meta.id)}`;
  const references = meta.references.map((reference) => `- ${reference}`).join('\n');
  return {
    id: meta.id,
    shortDescription: { text: meta.summary },
    helpUri: page,
    help: { text: `${meta.summary}\n${page}`, markdown: `${meta.summary}\n\n[${meta.id}](${page})\n\n${references}` },
    defaultConfiguration: { level: levels[meta.severity] },
  };
}

function resultOf(file: CheckedFile, finding: FoundFinding, fingerprint: string): Result {
  const { rule, severity, message, path, span, related, fixes } = finding;
  const { name, linesOf } = file;
  const location: Location = {
    physicalLocation: physical(placeOf(name, span, linesOf)),
    ...(path === '' ? {} : { logicalLocations: [{ fullyQualifiedName: path, kind: 'member' }] }),
  };
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: formatter.full(message) },
    locations: [location],
    partialFingerprints: { 'probewise/v1': fingerprint },
    properties: { messageId: message.id, severity },
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            physicalLocation: physical(placeOf(one.file, one.span, linesOf)),
            message: { text: formatter.full(one.message) },
          })),
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(fix, linesOf)) }),
  };
}

function fixOf({ title, edits }: FoundFix, linesOf: CheckedFile['linesOf']): Fix {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: formatter.text(title) },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ span, newText }) => ({
          deletedRegion: physical(placeOf(file, span, linesOf)).region!,
          insertedContent: { text: newText },
        })),
    })),
  };
}

/** SARIF counts lines and columns from one. */
function physical({ file, range: { start, end } }: Place): PhysicalLocation {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

/** Relative to where the check ran, as code scanning expects it. */
function uriOf(name: string): string {
  if (name === stdinName) return 'stdin';
  return name.split('/').map(encodeURIComponent).join('/');
}
