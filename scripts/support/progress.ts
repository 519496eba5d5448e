import ora from 'ora';

/** Shows that a slow step is under way, for how long, and how it ended. Without a terminal, one line at either end. */
export async function step<T>(text: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T> {
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  let detail = '';
  const spinner = ora({ text, discardStdin: false }).start();
  const show = () => {
    spinner.text = `${text}${detail === '' ? '' : `: ${detail}`} (${elapsed()})`;
  };
  const ticking = process.stderr.isTTY ? setInterval(show, 500) : undefined;
  try {
    const result = await work((said) => {
      detail = said;
      if (process.stderr.isTTY) show();
      else console.error(`  ${said}`);
    });
    spinner.succeed(`${text} (${elapsed()})`);
    return result;
  } catch (error) {
    spinner.fail(`${text} (${elapsed()})`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

/** Something that the user can mend, told in one line and without a stack. */
export class UserError extends Error {}

/** Runs a script's main function: an error ends the process with a line, or a stack where it is our fault. */
export async function main(script: () => Promise<void>): Promise<void> {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof UserError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
