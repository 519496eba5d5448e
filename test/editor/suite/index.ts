import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/**
 * Entry of the suite inside VS Code's extension host, for the server in the browser and the desktop alike: runs every
 * test file beside it, and fails if a test does.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: Lines });
  // The bundler puts the files' names in place.
  const files = JSON.parse(process.env.PROBEWISE_TEST_FILES as string) as string[];
  for (const file of files) mocha.addFile(join(__dirname, file));
  const failed = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failed > 0) throw new Error(`${failed} failed`);
}

/** Tells each test in a line, and the totals in the file that the environment names. */
class Lines extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('suite', ({ title }) => {
      if (title !== '') say(`  ${title}`);
    });
    runner.on('pass', ({ title, duration }) => say(`    ✓ ${title} (${duration ?? 0} ms)`));
    runner.on('fail', ({ title }, error: Error) => say(`    ✗ ${title}\n${error.stack ?? error.message}`));
    runner.once('end', () => {
      const { passes: passed, failures: failed } = this.stats;
      const { PROBEWISE_TEST_REPORT: report } = process.env;
      if (report !== undefined) writeFileSync(report, JSON.stringify({ passed, failed }));
    });
  }
}

/** The bar tells our lines from what else the extension host prints. */
function say(text: string): void {
  for (const line of text.split('\n')) console.log(`│${line}`);
}
