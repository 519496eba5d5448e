/** `.Files` of a chart (`pkg/engine/files.go`). */
import { RE2JS } from 're2js';
import { literalText, sliceText, splitText, type TracedText, tracedText } from '../traced/tracedText.ts';
import type { ChartFile } from './chart.ts';
import { utf8 } from './format.ts';
import { base64 } from './functions/encodings.ts';
import { baseName } from './functions/paths.ts';
import { toYaml } from './toYaml.ts';
import { emptyString, list, type MapValue, type Method, map, type StringValue, traced, type Value } from './value.ts';

export function filesOf(files: readonly ChartFile[], folder: string): MapValue {
  const entries = files.map(({ path, text }): [string, StringValue] => [
    path,
    { type: 'string', text: literalText(text, folder + path), isBytes: true },
  ]);
  return filesValue(new Map(entries));
}

function filesValue(files: ReadonlyMap<string, StringValue>): MapValue {
  const get = (path: Value): TracedText =>
    path.type === 'string' ? (files.get(path.text.text)?.text ?? emptyString.text) : emptyString.text;
  const method = (parameters: Method['parameters'], call: Method['call']): Method => ({ parameters, call });
  return {
    ...map(files),
    methods: new Map([
      ['Get', method(['string'], (path) => traced(get(path!)))],
      ['GetBytes', method(['string'], (path) => ({ type: 'string', text: get(path!), isBytes: true }))],
      [
        'Glob',
        method(['string'], (pattern) =>
          filesValue(matching(files, pattern!.type === 'string' ? pattern.text.text : '')),
        ),
      ],
      ['AsConfig', method([], () => asYaml(files, (text) => text))],
      ['AsSecrets', method([], () => asYaml(files, ({ text }) => tracedText(base64(utf8(text)))))],
      ['Lines', method(['string'], (path) => list(lines(get(path!)).map(traced), 'string'))],
    ]),
  };
}

function lines(text: TracedText): TracedText[] {
  if (text.text === '') return [];
  return splitText(text.text.endsWith('\n') ? sliceText(text, 0, text.text.length - 1) : text, '\n');
}

function asYaml(files: ReadonlyMap<string, StringValue>, encode: (text: TracedText) => TracedText): StringValue {
  const text = toYaml(map([...files].map(([path, { text: content }]) => [baseName(path), traced(encode(content))])));
  return traced(sliceText(text, 0, text.text.length - 1));
}

function matching(files: ReadonlyMap<string, StringValue>, glob: string): Map<string, StringValue> {
  const pattern = RE2JS.compile(`^(?:${globPattern(glob)})$`, RE2JS.DOTALL);
  return new Map([...files].filter(([path]) => pattern.matcher(path).find()));
}

/** `github.com/gobwas/glob` with `/` as separator: `*` stays in a folder, `**` doesn't. */
function globPattern(glob: string): string {
  let pattern = '';
  let depth = 0;
  for (let i = 0; i < glob.length; i++) {
    const char = glob[i]!;
    if (char === '*') {
      const isDeep = glob[i + 1] === '*';
      if (isDeep) i++;
      pattern += isDeep ? '.*' : '[^/]*';
    } else if (char === '?') pattern += '[^/]';
    else if (char === '{') {
      depth++;
      pattern += '(?:';
    } else if (char === '}' && depth > 0) {
      depth--;
      pattern += ')';
    } else if (char === ',' && depth > 0) pattern += '|';
    else if (char === '[') {
      const end = glob.indexOf(']', i + 1);
      if (end < 0) pattern += '\\[';
      else {
        pattern += `[${glob
          .slice(i + 1, end)
          .replace(/^!/, '^')
          .replaceAll('\\', '\\\\')}]`;
        i = end;
      }
    } else if (char === '\\' && i + 1 < glob.length) pattern += RE2JS.quote(glob[++i]!);
    else pattern += RE2JS.quote(char);
  }
  return pattern + ')'.repeat(depth);
}
