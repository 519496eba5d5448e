import type { FromPanel, PanelState, ToPanel } from './protocol.ts';

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension on the other side of the panel's wall. */
export interface Host {
  post(message: FromPanel): void;
  readonly restored: PanelState | undefined;
  remember(state: PanelState): void;
  listen(listener: (message: ToPanel) => void): () => void;
}

export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    restored: api.getState(),
    remember: (state) => api.setState(state),
    listen(listener) {
      const onMessage = (event: MessageEvent<ToPanel>) => listener(event.data);
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
  };
}
