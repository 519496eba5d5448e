import { commands } from 'vscode';
import type { Command } from './command.ts';

/** The first minutes with Probewise, step by step. */
export const openWalkthrough: Command = async ({ context }) => {
  await commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#probewise.start`, false);
};
