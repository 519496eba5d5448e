import { LineIndex } from '../../base/lineIndex.ts';
import { checkOptions, diagnose } from '../../features/diagnostics/diagnostics.ts';
import { parseManifest } from '../../manifest/file.ts';
import type { Answer, ToolArguments } from '../answer.ts';
import { formatter } from '../formatter.ts';
import { mcpMessages as say } from '../messages.ts';
import { editLines } from './edits.ts';

const mostFindings = 12;
const loudest = ['error', 'warning', 'information', 'hint'];

/** The loudest first, each with its reason and its best fix. */
export function checkAnswer({ manifest = '', kubernetes }: ToolArguments): Answer {
  const file = parseManifest(manifest);
  const findings = diagnose(file, checkOptions(kubernetes === undefined ? {} : { kubernetesVersion: kubernetes }))
    .filter(({ severity }) => severity !== 'hint')
    .toSorted((a, b) => loudest.indexOf(a.severity) - loudest.indexOf(b.severity));
  if (findings.length === 0) return [formatter.text(say.nothingFound())];
  const places = new LineIndex(file.text);
  const lines = findings.slice(0, mostFindings).flatMap(({ span, severity, message, rule, fixes }) => {
    const { line, character } = places.positionAt(span.start);
    const reason = formatter.detail(message);
    const [fix] = severity === 'information' ? [] : fixes();
    const edits = (fix?.edits ?? []).filter(({ inFile }) => inFile === undefined);
    return [
      formatter.text(say.finding({ line: line + 1, column: character + 1, severity, message, rule })),
      ...(reason === undefined ? [] : [`  ${formatter.text(say.why({ reason: { verbatim: reason } }))}`]),
      ...(fix === undefined
        ? []
        : [`  ${formatter.text(say.fix({ title: fix.title }))}`, ...editLines(file.text, edits)]),
    ];
  });
  const left = findings.length - mostFindings;
  return left > 0 ? [...lines, formatter.text(say.more({ count: left }))] : lines;
}
