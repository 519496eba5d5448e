import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { PanelHost } from '../panel/simulationPanel.ts';
import type { ScenarioFiles } from '../scenarioFiles.ts';
import type { Server } from '../server.ts';

/** What a command may use. */
export interface Probewise {
  readonly scenarioFiles: ScenarioFiles;
  readonly panels: PanelHost;
  readonly server: Server;
  readonly log: LogOutputChannel;
  readonly context: ExtensionContext;
}

/** One command of the palette. `args` is what a code lens or a keybinding passes; the palette passes nothing. */
export type Command = (probewise: Probewise, ...args: never[]) => Promise<void> | void;
