/** The command line as a whole; each command's words and deeds stand in a folder of its own. */
import { type Command, CommanderError } from 'commander';
import packageJson from '../../../package.json' with { type: 'json' };
import { checkCommand } from './check/command.ts';
import { diffCommand } from './diff/command.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { explainCommand } from './explain/command.ts';
import { formatter } from './formatter.ts';
import { closing, examples, helpConfiguration, helpWidth, newCommand } from './help.ts';
import { lspCommand } from './lsp/command.ts';
import { mcpCommand } from './mcp/command.ts';
import { mergeCommand } from './merge/command.ts';
import { cliMessages as say } from './messages.ts';
import { harmlessLine } from './plainText.ts';
import { renderCommand } from './render/command.ts';
import { rolloutCommand } from './rollout/command.ts';
import { simulateCommand } from './simulate/command.ts';
import type { Terminal } from './terminal.ts';
import { tuneCommand } from './tune/command.ts';
import { UsageError } from './usageError.ts';
import { usageMistake } from './usageMistake.ts';

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
    explainCommand(terminal, onExit),
    tuneCommand(terminal, onExit),
    diffCommand(terminal, onExit),
    renderCommand(terminal, onExit),
    mergeCommand(terminal, onExit),
    lspCommand(onExit),
    mcpCommand(terminal, onExit),
  ]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.ok;
      // Help was shown instead.
      if (error.code === 'commander.help') return exitCodes.trouble;
      terminal.stderr.write(`probewise: ${harmlessLine(formatter.text(usageMistake(error)))}\n`);
      return exitCodes.trouble;
    }
    if (!(error instanceof UsageError)) throw error;
    terminal.stderr.write(`probewise: ${harmlessLine(error.message)}\n`);
    return exitCodes.trouble;
  }
}

function describeProgram(terminal: Terminal): Command {
  const { stdout, stderr } = terminal;
  return newCommand('probewise', say.program(), say.program())
    .version(packageJson.version, '-V, --version', formatter.text(say.version()))
    .helpOption('-h, --help', formatter.text(say.help()))
    .helpCommand(false)
    .exitOverride()
    .configureHelp(helpConfiguration(terminal))
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => helpWidth(stdout),
      getErrHelpWidth: () => helpWidth(stderr),
      getOutHasColors: () => stdout.color,
      getErrHasColors: () => stderr.color,
      // Told in our own words by whoever catches the error.
      outputError: () => undefined,
    })
    .addHelpText(
      'after',
      examples([
        ['$ probewise check deploy/', say.checkFolder()],
        ['$ probewise simulate deploy/web.yaml --scenario deadlock', say.simulateDeadlock()],
        ['$ probewise rollout deploy/web.yaml --scenario crash-on-boot', say.rolloutCrash()],
      ]),
    )
    .addHelpText('after', closing(say.exitCodes(), terminal));
}
