import type { RecordedParams } from './recording.ts';

/** The node of cases that are written by hand: how long each step takes it, and where its clocks stand. */
export const nodeParams: RecordedParams = {
  jitter: 0.4,
  plegPhase: 0.3,
  loopPhase: 0.1519,
  uptimeSeconds: 600,
  sandbox: 0.0203,
  create: 0.0101,
  start: 0.0107,
  exec: 0.0113,
  stop: 0,
  api: 0,
};
