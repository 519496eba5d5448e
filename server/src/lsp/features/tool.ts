/** Answers `probewise/tool`: the tools for assistants, where the editor itself has them. */
import { callTool, type ToolAnswer } from '../../mcp/callTool.ts';
import type { Feature } from '../feature.ts';
import { type ToolParams, toolRequest } from '../protocol.ts';

export const toolFeature: Feature = {
  capability: {},
  register({ connection }) {
    connection.onRequest(
      toolRequest,
      ({ name, arguments: given, nowMs }: ToolParams): Promise<ToolAnswer> =>
        // The client knows its workspace, and gives texts instead of paths.
        callTool(name, given, { readFile: async () => undefined, nowMs: () => nowMs }),
    );
  },
};
