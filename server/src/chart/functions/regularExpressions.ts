/** Sprig's regular expressions (`regex.go`): RE2, whose time grows with the text only. */
import { RE2JS, RE2JSException } from 're2js';
import { quoteAsGo } from '../../template/lexer.ts';
import { originsOfText, splitText, type TracedText, tracedText } from '../../traced/tracedText.ts';
import { FunctionError } from '../executionError.ts';
import { bool, list, traced } from '../value.ts';
import { toStrings } from './convert.ts';
import { withMust } from './lists.ts';
import { type Functions, fixed, type TemplateFunction } from './signature.ts';

const failing: Functions = {
  regexMatch: fixed(['string', 'string'], ([pattern, { text }]) =>
    bool(compile(pattern.text.text).matcher(text.text).find()),
  ),
  regexFind: fixed(['string', 'string'], ([pattern, { text }]) => {
    const [found] = matches(pattern.text.text, text.text, 1);
    return traced(found ? part(text, found) : tracedText('', originsOfText(text)));
  }),
  regexFindAll: fixed(['string', 'string', 'int'], ([pattern, { text }, count]) =>
    list(toStrings(matches(pattern.text.text, text.text, count.value).map((found) => part(text, found))), 'string'),
  ),
  regexReplaceAll: fixed(['string', 'string', 'string'], ([pattern, { text }, by]) =>
    replaced(pattern.text.text, text, by.text.text, false),
  ),
  regexReplaceAllLiteral: fixed(['string', 'string', 'string'], ([pattern, { text }, by]) =>
    replaced(pattern.text.text, text, by.text.text, true),
  ),
  regexSplit: fixed(['string', 'string', 'int'], ([pattern, { text }, count]) =>
    list(toStrings(split(pattern.text.text, text, count.value)), 'string'),
  ),
};

export const regularExpressions: Functions = {
  ...withMust(failing),
  ...Object.fromEntries(Object.entries(failing).map(([name, definition]) => [name, panicking(name, definition)])),
  regexQuoteMeta: fixed(['string'], ([{ text }]) => traced(tracedText(RE2JS.quote(text.text), originsOfText(text)))),
};

/** Without `must`, a pattern that is none matches nothing, or stops the template with other words. */
function panicking(name: string, definition: TemplateFunction): TemplateFunction {
  const call: TemplateFunction['call'] = (caller, values) => {
    try {
      return definition.call(caller, values);
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      if (name === 'regexMatch') return bool(false);
      const [pattern] = values;
      const source = pattern?.type === 'string' ? pattern.text.text : '';
      throw new FunctionError(
        `regexp: Compile(${/[`\n]/.test(source) ? quoteAsGo(source) : `\`${source}\``}): ${error.message}`,
      );
    }
  };
  return { ...definition, call };
}

const compiled = new Map<string, RE2JS>();
const mostCompiled = 500;

function compile(pattern: string): RE2JS {
  let expression = compiled.get(pattern);
  if (!expression) {
    try {
      expression = RE2JS.compile(pattern);
    } catch (error) {
      if (!(error instanceof RE2JSException)) throw error;
      throw new FunctionError(error.message);
    }
    if (compiled.size >= mostCompiled) compiled.clear();
    compiled.set(pattern, expression);
  }
  return expression;
}

interface Found {
  readonly start: number;
  readonly end: number;
}

/** All of them for a negative limit. */
function matches(pattern: string, text: string, limit: number): Found[] {
  const found: Found[] = [];
  const matcher = compile(pattern).matcher(text);
  while ((limit < 0 || found.length < limit) && matcher.find())
    found.push({ start: matcher.start(), end: matcher.end() });
  return found;
}

function part(text: TracedText, { start, end }: Found): TracedText {
  return tracedText(text.text.slice(start, end), originsOfText(text));
}

function replaced(pattern: string, text: TracedText, by: string, isLiteral: boolean) {
  const expression = compile(pattern);
  let result = '';
  let at = 0;
  const matcher = expression.matcher(text.text);
  while (matcher.find()) {
    result += text.text.slice(at, matcher.start());
    result += isLiteral ? by : expand(by, matcher, expression);
    at = matcher.end();
  }
  result += text.text.slice(at);
  return traced(result === text.text ? text : tracedText(result, originsOfText(text)));
}

/** `$1`, `$name` and `${name}` (`Regexp.Expand`): the longest name counts, and a group that isn't there is empty. */
function expand(template: string, matcher: ReturnType<RE2JS['matcher']>, expression: RE2JS): string {
  return template.replace(/\$(?:(\$)|\{(\w+)\}|(\w+))/g, (_, dollar?: string, braced?: string, plain?: string) => {
    if (dollar !== undefined) return '$';
    const name = braced ?? plain ?? '';
    if (/^\d+$/.test(name)) return Number(name) <= expression.groupCount() ? (matcher.group(Number(name)) ?? '') : '';
    return name in expression.namedGroups() ? (matcher.group(name) ?? '') : '';
  });
}

/** `Regexp.Split`. */
function split(pattern: string, text: TracedText, limit: number): TracedText[] {
  if (limit === 0) return [];
  if (pattern !== '' && text.text === '') return [tracedText('')];
  if (pattern === '') return splitText(text, '', limit < 0 ? Infinity : limit);
  const pieces: TracedText[] = [];
  let begin = 0;
  let end = 0;
  for (const found of matches(pattern, text.text, limit)) {
    if (limit > 0 && pieces.length === limit - 1) break;
    end = found.start;
    if (found.end !== 0) pieces.push(part(text, { start: begin, end }));
    begin = found.end;
  }
  if (end !== text.text.length) pieces.push(part(text, { start: begin, end: text.text.length }));
  return pieces;
}
