/**
 * `npm start [-- --port N] [-- --no-open]`: Probewise in a real VS Code, in the browser, on the example manifests.
 * Everything that it starts ends with it.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, vsix } from './support/paths.ts';
import { onEnd, run, startInBackground, stop } from './support/processes.ts';
import { main, step, UserError } from './support/progress.ts';
import { packageExtensionQuietly } from './support/vsix.ts';
import { provideVsCode } from './vscode/provide.ts';
import { writeUserSettings } from './vscode/settings.ts';

const defaultPort = 4390;
const examples = join(root, 'examples');
const profile = join(root, '.cache/start');
const userData = join(profile, 'user-data');
const extensions = join(profile, 'extensions');

await main(async () => {
  const { port, open } = options();
  await assertFree(port);

  await step('Building and packaging the extension', packageExtensionQuietly);
  const { codeServer } = await provideVsCode();
  await installExtension(codeServer);
  await writeUserSettings(join(userData, 'User'));

  const url = `http://127.0.0.1:${port}/?folder=${encodeURI(examples)}`;
  const server = await step('Starting VS Code', () => startServer(codeServer, port));
  let stopping = false;
  onEnd(async () => {
    stopping = true;
    console.log('\nStopping VS Code.');
    await stop(server);
    return 0;
  });
  console.log(`\nProbewise runs in VS Code at\n\n  ${url}\n\nPress Ctrl-C to stop.`);
  if (open) openBrowser(url);
  await new Promise<void>((resolve) => server.once('close', () => resolve()));
  if (!stopping) throw new UserError('VS Code has stopped by itself.');
});

function options(): { port: number; open: boolean } {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: String(defaultPort) }, 'no-open': { type: 'boolean' } },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`--port ${values.port} is not a port.`);
    return { port, open: values['no-open'] !== true };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\nUsage: npm start -- [--port N] [--no-open]`);
  }
}

/** Says at once, before anything slow, that the port can't be had. */
async function assertFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'is in use' : `can't be used (${error.code})`;
    const other = port === defaultPort ? port + 1 : defaultPort;
    throw new UserError(`Port ${port} ${why}. Choose another one: npm start -- --port ${other}`);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** Installs the packaged extension as a user would; not again while it is the same one. */
async function installExtension(codeServer: string): Promise<void> {
  const hash = createHash('sha256')
    .update(codeServer)
    .update(await readFile(vsix))
    .digest('hex');
  const stamp = join(profile, 'installed');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash) return;
  await step('Installing the extension', async () => {
    await rm(extensions, { recursive: true, force: true });
    await mkdir(extensions, { recursive: true });
    await run(process.execPath, [codeServer, ...folders(), '--install-extension', vsix, '--force'], {
      env: environment(),
    });
    await writeFile(stamp, hash);
  });
}

async function startServer(codeServer: string, port: number) {
  const server = startInBackground(
    process.execPath,
    [
      codeServer,
      ...folders(),
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      ...['--disable-getting-started-override', '--app-name', 'Probewise'],
      examples,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: environment() },
  );
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('HTTP server listening')) resolve();
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('close', () => reject(new UserError(`VS Code did not start:\n${output}`)));
  });
  return server;
}

function folders(): string[] {
  return ['--user-data-dir', userData, '--extensions-dir', extensions, '--config', join(profile, 'config.yaml')];
}

/** Free of the marks of a VS Code terminal that this may run in, and without the gallery, which is not needed. */
function environment(): NodeJS.ProcessEnv {
  const { VSCODE_IPC_HOOK_CLI: _, ...rest } = process.env;
  return { ...rest, EXTENSIONS_GALLERY: '{}', CODE_SERVER_CONFIG: join(profile, 'config.yaml') };
}

/** Opens the user's browser, where there is a desktop. */
function openBrowser(url: string): void {
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland, CI: ci } = process.env;
  if (ci) return;
  const opener =
    process.platform === 'darwin'
      ? 'open'
      : process.platform === 'win32'
        ? 'explorer'
        : x11 || wayland
          ? 'xdg-open'
          : '';
  if (opener === '') return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
