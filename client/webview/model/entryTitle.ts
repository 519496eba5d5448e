import type { Message } from '../../../server/src/base/message.ts';
import type { RuntimeCall, TraceEntry } from '../../../server/src/lifecycle/trace/trace.ts';
import { textOf } from '../text.ts';
import { titleMessages as say } from './titleMessages.ts';

/** An entry's heading: two or three words. */
export function titleOf(entry: TraceEntry): string {
  return textOf(titleMessage(entry));
}

const probes = { startup: say.startupProbe, readiness: say.readinessProbe, liveness: say.livenessProbe } as const;
const calls = {
  created: say.podCreated,
  bound: say.podBound,
  changed: say.podChanged,
  changeRefused: say.podChangeRefused,
  deleted: say.podDeleted,
  removed: say.podRemoved,
} as const;

function titleMessage(entry: TraceEntry): Message {
  switch (entry.kind) {
    case 'event':
      return say.name({ name: entry.event.reason });
    case 'probe':
      return probes[entry.probe.type]({ result: say[entry.probe.result]() });
    case 'hook': {
      const { type, result } = entry.hook;
      return result === undefined ? say.hookBegins({ hook: type }) : say.hook({ hook: type, result: say[result]() });
    }
    case 'cri':
      return titleOfCall(entry.call);
    case 'status':
      return say.status();
    case 'endpoint':
      if (entry.endpoint === null) return say.endpointRemoved();
      return entry.endpoint.ready ? say.endpointReady() : say.endpointNotReady();
    case 'world':
      return say.scenario();
    case 'api':
      return calls[entry.call]();
  }
}

function titleOfCall(call: RuntimeCall): Message {
  switch (call.op) {
    case 'pulled':
      return call.error === undefined ? say.pulled() : say.pullFailed();
    case 'start':
      return call.error === undefined ? say.start() : say.startFailed();
    default:
      return say[call.op]();
  }
}
