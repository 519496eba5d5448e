/** The server of the Model Context Protocol: lists the tools and calls them. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { callTool, type Host } from './callTool.ts';
import { formatter } from './formatter.ts';
import { mcpMessages as say } from './messages.ts';
import { tools } from './tools.ts';

/** Connect it to a transport. */
export function mcpServer(version: string, host: Host): Server {
  const server = new Server(
    { name: 'probewise', version },
    { capabilities: { tools: {} }, instructions: formatter.text(say.instructions()) },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(described) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given = {} } }) => {
    const { text, isError } = await callTool(name, given, host);
    return { content: [{ type: 'text' as const, text }], isError };
  });
  return server;
}

function described({ name, description, parameters, required = [] }: (typeof tools)[number]) {
  const properties = Object.entries(parameters).map(([parameter, { type, description: what }]) => [
    parameter,
    { type, description: formatter.text(what) },
  ]);
  return {
    name,
    description: formatter.text(description),
    inputSchema: { type: 'object' as const, properties: Object.fromEntries(properties), required: [...required] },
    annotations: { readOnlyHint: true, openWorldHint: false },
  };
}
