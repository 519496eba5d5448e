/** Calls a tool with what a model gave: checked, with texts from files below the roots, and an answer that is bounded. */
import type { Message } from '../base/message.ts';
import type { ToolArguments } from './answer.ts';
import { formatter } from './formatter.ts';
import { mcpMessages as say } from './messages.ts';
import { type Tool, tools } from './tools.ts';

export interface Host {
  /** The text of a file below the roots; undefined for any other. */
  readFile(path: string): Promise<string | undefined>;
  /** Milliseconds since 1970. */
  nowMs(): number;
}

export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** A few hundred tokens; more costs a model its attention. */
const mostCharacters = 3_500;

export async function callTool(name: string, raw: Readonly<Record<string, unknown>>, host: Host): Promise<ToolAnswer> {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) return failure(say.unknownTool({ name }));
  const wrong = wrongArgument(tool, raw);
  if (wrong !== undefined) return failure(wrong);
  const given = await withFile(tool, raw, host);
  if ('error' in given) return failure(given.error);
  const answer = tool.answer(given.arguments, host.nowMs());
  return 'error' in answer ? failure(answer.error) : { text: bounded(answer.join('\n')), isError: false };
}

function failure(message: Message): ToolAnswer {
  return { text: formatter.text(message), isError: true };
}

function wrongArgument(
  { parameters, required = [] }: Tool,
  raw: Readonly<Record<string, unknown>>,
): Message | undefined {
  const wrong = Object.entries(parameters).find(
    ([name, { type }]) => (required.includes(name) || raw[name] !== undefined) && typeof raw[name] !== type,
  );
  return wrong && say.wrongArguments({ argument: wrong[0], type: wrong[1].type });
}

async function withFile(
  { fromFile, parameters }: Tool,
  raw: Readonly<Record<string, unknown>>,
  host: Host,
): Promise<{ readonly arguments: ToolArguments } | { readonly error: Message }> {
  const known = Object.fromEntries(Object.entries(raw).filter(([name]) => Object.hasOwn(parameters, name)));
  if (fromFile === undefined) return { arguments: known };
  const { path, ...given } = known;
  if ((path === undefined) === (given[fromFile] === undefined)) return { error: say.textOrPath() };
  if (path === undefined) return { arguments: given };
  const text = await host.readFile(String(path));
  if (text === undefined) return { error: say.unreadable({ path: String(path) }) };
  return { arguments: { ...given, [fromFile]: text } };
}

function bounded(text: string): string {
  if (text.length <= mostCharacters) return text;
  const end = text.lastIndexOf('\n', mostCharacters);
  return `${text.slice(0, end > 0 ? end : mostCharacters)}\n${formatter.text(say.cut())}`;
}
