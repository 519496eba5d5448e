/** The command line as a whole; each command's words and deeds stand in a folder of its own. */
import { Command, CommanderError } from 'commander';
import { createColors } from 'picocolors';
import packageJson from '../../../package.json' with { type: 'json' };
import { checkCommand } from './check/command.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { harmlessLine } from './plainText.ts';
import { renderCommand } from './render/command.ts';
import { rolloutCommand } from './rollout/command.ts';
import { simulateCommand } from './simulate/command.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** Runs one command line; never throws because of what the user wrote. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  const onExit = (code: ExitCode) => {
    exitCode = code;
  };
  const program = describeProgram(terminal);
  for (const command of [
    checkCommand(terminal, onExit),
    simulateCommand(terminal, onExit),
    rolloutCommand(terminal, onExit),
    renderCommand(terminal, onExit),
  ]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.trouble;
    if (!(error instanceof UsageError)) throw error;
    terminal.stderr.write(`probewise: ${harmlessLine(error.message)}\n`);
    return exitCodes.trouble;
  }
}

function describeProgram({ stdout, stderr }: Terminal): Command {
  const colors = createColors(stdout.color);
  return new Command('probewise')
    .description('Checks and simulates the life of Kubernetes pods: probes, restarts, image pulls.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ styleTitle: (text) => colors.bold(text) })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => Math.min(stdout.columns, 120),
      getErrHelpWidth: () => Math.min(stderr.columns, 120),
      getOutHasColors: () => stdout.color,
      getErrHasColors: () => stderr.color,
      outputError: (text, write) => write(oneLine(text)),
    })
    .addHelpText(
      'after',
      `
Examples:
  $ probewise check deploy/                                      all manifests below a directory
  $ probewise simulate deploy/web.yaml --scenario deadlock       what kubectl would show
  $ probewise rollout deploy/web.yaml --scenario crash-on-boot   how an update goes

Exit codes: 0 fine, 1 findings or a rollout that does not finish, 2 wrong usage or files that can't be read.`,
    );
}

/** Commander's complaint as one line: `probewise: unknown option '--formt' (Did you mean --format?)`. */
function oneLine(text: string): string {
  const sentence = text.replace(/^error: /, '').trim();
  return `probewise: ${sentence.replaceAll('\n', ' ')}\n`;
}
