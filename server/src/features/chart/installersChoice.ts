/** What is said of a chart that only holds as long as nobody who installs it chooses otherwise. */
import { lineStart } from '../../base/line.ts';
import type { ChartFiles } from '../../chart/chart.ts';
import { isSlip } from '../../manifest/index/spelling.ts';
import type { ManifestNode } from '../../manifest/node.ts';
import { referenceInOtherNamespace } from '../../rules/container/referenceInOtherNamespace.ts';
import type { Finding } from '../../rules/finding.ts';
import type { SourceFiles } from '../rendered/sourceFiles.ts';
import type { ChartWayBack } from './chartWayBack.ts';

export function isInstallersChoice(finding: Finding, way: ChartWayBack, sources: SourceFiles): boolean {
  return isAboutRelease(finding) || (finding.severity === 'error' && awaitsValue(finding, way, sources));
}

/** Whether templates use values and the chart brings none along. */
export function lacksValues(files: ChartFiles): boolean {
  if (files.has('values.yaml')) return false;
  return [...files].some(([path, text]) => path.startsWith('templates/') && text.includes('.Values'));
}

/** The renderer takes `default` for the namespace of the release; a pod that names no namespace is there too. */
function isAboutRelease({ rule, message }: Finding): boolean {
  return rule === referenceInOtherNamespace.meta.id && message.data?.namespace === 'default';
}

/**
 * Whether a template writes at the finding's place, or on the line below, a value that the chart declares and leaves empty,
 * or one that it does not declare, nor anything like it.
 */
function awaitsValue(finding: Finding, { rendered }: ChartWayBack, sources: SourceFiles): boolean {
  const { template } = rendered.places.originOf(finding.span);
  const text = template && sources.textOf(template.file);
  if (!template || !text) return false;
  const { file, span } = template;
  const next = text.indexOf('\n', span.start);
  const end = next < 0 ? -1 : text.indexOf('\n', next + 1);
  const lines = text.slice(lineStart(text, span.start), end < 0 ? text.length : end);
  const values = `${file.slice(0, Math.max(0, file.lastIndexOf('templates/')))}values.yaml`;
  return Array.from(lines.matchAll(/\.Values\.([\w.]+)/g), ([, path = '']) => path.split('.')).some((path) => {
    const found = sources.value(values, path);
    return found === undefined ? isUndeclared(sources.value(values, [])?.node, path) : isEmpty(found.node.value);
  });
}

/** Whether the values have no such field, and none of which the name may be a slip. */
function isUndeclared(declared: ManifestNode | undefined, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined || !declared?.isMap || declared.unknown) return false;
  const next = declared.get(name);
  if (next.present) return isUndeclared(next, rest);
  return !declared.fields().some(({ key }) => isSlip(name, key) || key.toLowerCase() === name.toLowerCase());
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
