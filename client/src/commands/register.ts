import { commands, type Disposable } from 'vscode';
import type { Command, Probewise } from './command.ts';
import { copyDebugInformation } from './copyDebugInformation.ts';
import { explain } from './explain.ts';
import { goToFinding } from './goToFinding.ts';
import { newManifest } from './newManifest.ts';
import { openExample } from './openExample.ts';
import { openPage } from './openPage.ts';
import { openWalkthrough } from './openWalkthrough.ts';
import { restartServer } from './restartServer.ts';
import { selectKubernetesVersion } from './selectKubernetesVersion.ts';
import { selectValueFiles } from './selectValueFiles.ts';
import { showOutput } from './showOutput.ts';
import { showRenderedManifest } from './showRenderedManifest.ts';
import { simulate, simulateRollout } from './simulate.ts';
import { simulateAsText } from './simulateAsText.ts';
import { suppress } from './suppress.ts';
import { tuneProbes } from './tuneProbes.ts';

/** The commands that `package.json` contributes, by their identifiers there. */
const table: Readonly<Record<string, Command>> = {
  'probewise.simulate': simulate,
  'probewise.simulateRollout': simulateRollout,
  'probewise.simulateAsText': simulateAsText,
  'probewise.selectKubernetesVersion': selectKubernetesVersion,
  'probewise.openPage': openPage,
  'probewise.copyDebugInformation': copyDebugInformation,
  'probewise.newManifest': newManifest,
  'probewise.openExample': openExample,
  'probewise.openWalkthrough': openWalkthrough,
  'probewise.explain': explain,
  'probewise.goToFinding': goToFinding,
  'probewise.restartServer': restartServer,
  'probewise.showOutput': showOutput,
  'probewise.suppress': suppress,
  'probewise.tuneProbes': tuneProbes,
  'probewise.showRenderedManifest': showRenderedManifest,
  'probewise.selectValueFiles': selectValueFiles,
};

export function registerCommands(probewise: Probewise): Disposable[] {
  return Object.entries(table).map(([id, command]) =>
    commands.registerCommand(id, (...args: never[]) => command(probewise, ...args)),
  );
}
