import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, vsix } from '../support/paths.ts';
import { run, startInBackground, stop } from '../support/processes.ts';
import { provideVsCode } from './provide.ts';
import { writeUserSettings } from './settings.ts';

/** A VS Code for tests: its own profile and workspaces in a folder that goes with it. */
export interface TestServer {
  readonly origin: string;
  /** Everything of it; goes with it. */
  readonly folder: string;
  /** Where the suite that runs inside VS Code leaves its report. */
  readonly report: string;
  stop(): Promise<void>;
}

/** Starts VS Code's server with the packaged extension installed, and with the driver that lets suites run inside. */
export async function startTestServer(): Promise<TestServer> {
  const { codeServer, home } = await provideVsCode();
  const folder = await mkdtemp(join(tmpdir(), 'probewise-'));
  const extensions = join(folder, 'extensions');
  const data = join(folder, 'server');
  const report = join(folder, 'report.json');
  await mkdir(extensions);
  await writeUserSettings(join(data, 'data/User'));
  await run(process.execPath, [codeServer, '--extensions-dir', extensions, '--install-extension', vsix], {
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', CODE_SERVER_CONFIG: join(folder, 'config.yaml') },
  });

  const server = startInBackground(
    process.execPath,
    [
      'out/server-main.js',
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
      ...['--server-data-dir', data, '--extensions-dir', extensions],
      ...['--telemetry-level', 'off', '--disable-workspace-trust', '--enable-smoke-test-driver'],
    ],
    {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, EXTENSIONS_GALLERY: '{}', PROBEWISE_TEST_REPORT: report },
    },
  );
  const port = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk;
      const [, port] = /Extension host agent listening on (\d+)/.exec(output) ?? [];
      if (port !== undefined) resolve(port);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('close', () => reject(new Error(`VS Code did not start:\n${output}`)));
  });

  return {
    origin: `http://127.0.0.1:${port}`,
    folder,
    report,
    async stop() {
      await stop(server);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * Makes a workspace in a fresh folder below `folder` from the examples and the tests' own files, so that no test dirties
 * the checkout or another test's files. Gives its path.
 */
export async function createWorkspace(
  folder: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const workspace = join(await mkdtemp(join(folder, 'workspace-')), 'manifests');
  await cp(join(root, 'examples'), workspace, { recursive: true });
  await cp(join(root, 'test/editor/workspace'), workspace, { recursive: true });
  await mkdir(join(workspace, '.vscode'), { recursive: true });
  // No file that no test is about, and no language but the one that a test gives its text.
  const plain = { 'files.exclude': { '.vscode': true }, 'workbench.editor.languageDetection': false };
  await writeFile(join(workspace, '.vscode/settings.json'), JSON.stringify({ ...plain, ...settings }));
  return workspace;
}

/** The address of a page of that VS Code on a workspace. */
export function pageUrl(origin: string, workspace: string, payload: Readonly<Record<string, string>> = {}): string {
  const entries = Object.entries({ skipWelcome: 'true', ...payload });
  return `${origin}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(entries))}`;
}
