import type { RuntimeCall, TraceEntry } from '../../../server/src/lifecycle/trace/trace.ts';

/** An entry's heading: two or three words. */
export function titleOf(entry: TraceEntry): string {
  switch (entry.kind) {
    case 'event':
      return entry.event.reason;
    case 'probe':
      return `${capital(entry.probe.type)} probe: ${entry.probe.result}`;
    case 'hook':
      return `${entry.hook.type} hook: ${entry.hook.result ?? 'begins'}`;
    case 'cri':
      return titleOfCall(entry.call);
    case 'status':
      return 'Status';
    case 'endpoint':
      if (entry.endpoint === null) return 'Endpoint removed';
      return entry.endpoint.ready ? 'Endpoint ready' : 'Endpoint not ready';
    case 'world':
      return 'Scenario';
    case 'api':
      return `Pod ${entry.call}`;
  }
}

function titleOfCall(call: RuntimeCall): string {
  switch (call.op) {
    case 'runSandbox':
      return 'Sandbox started';
    case 'stopSandbox':
      return 'Sandbox stopped';
    case 'pull':
      return 'Image pull';
    case 'pulled':
      return call.error === undefined ? 'Image pulled' : 'Image pull failed';
    case 'create':
      return 'Container created';
    case 'start':
      return call.error === undefined ? 'Container started' : 'Container start failed';
    case 'stop':
      return 'Container told to stop';
    case 'exited':
      return 'Container exited';
    case 'remove':
      return 'Container removed';
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
