import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../support/paths.ts';
import { run } from '../support/processes.ts';
import { step, UserError } from '../support/progress.ts';

/** A VS Code that runs as a server and is used in a browser. */
export interface VsCode {
  /** The `code-server` command, a script for Node. */
  readonly codeServer: string;
  /** Where VS Code's own server and its `out/server-main.js` are. */
  readonly home: string;
}

const packageFiles = ['package.json', 'package-lock.json'];

/**
 * VS Code's own modules that its extension host does not come up without; they ship as source. (Its file watcher,
 * `@parcel/watcher`, ships prebuilt, but only beside our own package, not beside VS Code's.)
 */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog'];

/**
 * Provides the VS Code that this folder's lock file names, from the user's cache, else from the npm registry. An
 * installation is made under another name and renamed when it is complete, so an interrupted one is never used.
 */
export async function provideVsCode(): Promise<VsCode> {
  const lock = await readFile(join(import.meta.dirname, 'package-lock.json'));
  const version = `${createHash('sha256').update(lock).digest('hex').slice(0, 12)}-${process.platform}-${process.arch}`;
  const cache = await cacheFolder();
  const place = join(cache, `vscode-${version}`);
  if (!existsSync(place)) await install(cache, place);
  const codeServer = join(place, 'node_modules/code-server');
  return { codeServer: join(codeServer, 'out/node/entry.js'), home: join(codeServer, 'lib/vscode') };
}

async function install(cache: string, place: string): Promise<void> {
  await removeUnfinished(cache);
  const unfinished = `${place}.unfinished-${process.pid}`;
  await mkdir(unfinished);
  for (const file of packageFiles) await copyFile(join(import.meta.dirname, file), join(unfinished, file));
  const home = join(unfinished, 'node_modules/code-server/lib/vscode');
  try {
    await step('Providing VS Code, once for all checkouts', async (say) => {
      say('1/3 downloading (about 200 MB)');
      await npm(['ci', '--ignore-scripts'], unfinished);
      say('2/3 downloading its modules (about 100 MB)');
      await npm(['install', '--omit=dev', '--omit=optional', '--ignore-scripts', '--no-package-lock'], home);
      say('3/3 compiling its native modules');
      await npm(['rebuild', ...nativeModules], home);
    });
    await rename(unfinished, place).catch((error: unknown) => {
      // Another process was faster; its installation is as good.
      if (!existsSync(place)) throw error;
    });
  } catch (error) {
    throw new UserError(
      `VS Code could not be installed. It needs the npm registry, python3, make and g++ (Debian: apt-get install python3 make g++).\n${String(error)}`,
    );
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Runs the npm that runs this script, else the one on the path. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const { npm_execpath: npmCli } = process.env;
  const headers = await nodeHeaders();
  const env = { ...process.env, JOBS: 'max', ...(headers === undefined ? {} : { npm_config_nodedir: headers }) };
  const options = ['--no-audit', '--no-fund', '--loglevel=error', ...args];
  if (npmCli?.endsWith('.js')) await run(process.execPath, [npmCli, ...options], { cwd, env });
  else await run('npm', options, { cwd, env, shell: process.platform === 'win32' });
}

/**
 * Where the machine's own Node keeps its headers, so that none need be downloaded. The modules use Node-API, so those
 * of any version serve.
 */
async function nodeHeaders(): Promise<string | undefined> {
  const { npm_config_nodedir: chosen, npm_node_execpath: node } = process.env;
  if (chosen !== undefined) return chosen;
  const prefixes = ['/usr', '/usr/local'];
  if (node !== undefined) prefixes.unshift(dirname(dirname(await realpath(node))));
  return prefixes.find((prefix) => existsSync(join(prefix, 'include/node/node_api.h')));
}

/** The user's cache, or this checkout's where the user's can't be written. */
async function cacheFolder(): Promise<string> {
  const { XDG_CACHE_HOME: xdg } = process.env;
  const folders = [join(xdg || join(homedir(), '.cache'), 'probewise'), join(root, '.cache')];
  for (const folder of folders) {
    try {
      await mkdir(folder, { recursive: true });
      return folder;
    } catch {
      // Try the next one.
    }
  }
  throw new UserError(`Neither ${folders.join(' nor ')} can be written to: VS Code has no place to be installed to.`);
}

/** Removes what interrupted installations left behind, unless a straggler still writes there; then the next run does. */
async function removeUnfinished(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const [, pid] = /\.unfinished-(\d+)$/.exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await rm(join(cache, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
