import { type Disposable, LanguageStatusSeverity, languages } from 'vscode';
import { documentFilters } from './manifests.ts';
import type { Server, ServerState } from './server.ts';

const texts: Record<Exclude<ServerState, 'idle'>, string> = {
  starting: 'Starting…',
  running: 'Watching probes and pod lifecycle',
  stopped: 'The language server has stopped',
};

/** Shows in the language status of a manifest how the server is. There is none until a manifest starts the server. */
export function showStatus(server: Server): Disposable {
  let item: ReturnType<typeof languages.createLanguageStatusItem> | undefined;
  const subscription = server.onDidChangeState((state) => {
    if (state === 'idle') return;
    item ??= languages.createLanguageStatusItem('probewise.status', documentFilters());
    item.name = 'Probewise';
    item.text = texts[state];
    item.detail = 'Probewise';
    item.busy = state === 'starting';
    item.severity = state === 'stopped' ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command =
      state === 'stopped'
        ? { command: 'probewise.restartServer', title: 'Restart' }
        : { command: 'probewise.showOutput', title: 'Show Output' };
  });
  return {
    dispose() {
      subscription.dispose();
      item?.dispose();
    },
  };
}
