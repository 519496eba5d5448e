/** The tools of the MCP server as `package.json` declares them for the assistants of VS Code. */
import { formatter } from '../../server/src/mcp/formatter.ts';
import { tools } from '../../server/src/mcp/tools.ts';

export function declaredTools(): object[] {
  return tools.map(({ name, description, parameters, required = [] }) => ({
    name: `probewise_${name}`,
    toolReferenceName: name.replaceAll('_', '-'),
    canBeReferencedInPrompt: true,
    displayName: name.replaceAll('_', ' '),
    modelDescription: formatter.text(description),
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(parameters).map(([parameter, { type, description: what }]) => [
          parameter,
          { type, description: formatter.text(what) },
        ]),
      ),
      required: [...required],
    },
  }));
}
