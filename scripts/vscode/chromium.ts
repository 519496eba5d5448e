import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { root } from '../support/paths.ts';
import { run } from '../support/processes.ts';
import { step, UserError } from '../support/progress.ts';

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const advice =
  'Chromium is missing: install it (Debian: apt-get install chromium), or name one in CHROMIUM_EXECUTABLE.';

/** Finds Chromium, installing it first where it is missing. */
export async function provideChromium(): Promise<string> {
  return findChromium() ?? (await installChromium());
}

/** Starts Chromium without a window. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await provideChromium();
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function findChromium(): string | undefined {
  const { CHROMIUM_EXECUTABLE: chosen, PATH: path = '' } = process.env;
  if (chosen !== undefined) {
    if (existsSync(chosen)) return chosen;
    throw new UserError(`CHROMIUM_EXECUTABLE names ${chosen}, which does not exist.`);
  }
  const onPath = commands.flatMap((command) => path.split(delimiter).map((folder) => join(folder, command)));
  return [...onPath, ...applications, chromium.executablePath()].find((file) => existsSync(file));
}

/** Debian's package where we may install it, else the build that Playwright downloads. */
async function installChromium(): Promise<string> {
  return step('Installing Chromium, once', async (say) => {
    if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
      say('from the distribution’s packages');
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update'], { env }).catch(() => undefined);
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
        env,
      }).catch(() => undefined);
    }
    if (findChromium() === undefined) {
      say('from Playwright');
      await run(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium']).catch(
        () => undefined,
      );
    }
    const found = findChromium();
    if (found === undefined) throw new UserError(advice);
    return found;
  });
}
