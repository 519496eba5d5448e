/** What Helm 4 adds to the functions of Helm 3 (`pkg/engine/funcs.go`): lengths of time. A number is one of seconds. */
import { FunctionError } from '../executionError.ts';
import { float, int, type StructValue, type Value } from '../value.ts';
import { durationMs, printDuration } from './dates.ts';
import { type Functions, fixed } from './signature.ts';

export const durations: Functions = {
  mustToDuration: fixed(['any'], ([value]) => {
    const ms = msOf(value);
    if (ms === undefined) throw new FunctionError('could not parse duration');
    return durationOf(ms);
  }),
  durationNanoseconds: whole(1e-6),
  durationMicroseconds: whole(1e-3),
  durationMilliseconds: whole(1),
  durationSeconds: fraction(1000),
  durationMinutes: fraction(60_000),
  durationHours: fraction(3_600_000),
  durationDays: fraction(86_400_000),
  durationWeeks: fraction(604_800_000),
  durationRoundTo: toMultiple(Math.round),
  durationTruncateTo: toMultiple(Math.floor),
};

function whole(unitMs: number) {
  return fixed(['any'], ([value]) => int(Math.trunc((msOf(value) ?? 0) / unitMs), 'int64'));
}

function fraction(unitMs: number) {
  return fixed(['any'], ([value]) => float((msOf(value) ?? 0) / unitMs));
}

/** Both from zero on. */
function toMultiple(cut: (size: number) => number) {
  return fixed(['any', 'any'], ([value, multiple]) => {
    const ms = msOf(value) ?? 0;
    const step = msOf(multiple);
    return durationOf(step === undefined || step <= 0 ? ms : Math.sign(ms) * cut(Math.abs(ms) / step) * step);
  });
}

function msOf(value: Value): number | undefined {
  if (value.type === 'struct') return value.epochMs;
  if (value.type === 'int' || value.type === 'float') return value.value * 1000;
  if (value.type !== 'string') return undefined;
  const text = value.text.text.trim();
  if (text === '') return undefined;
  return durationMs(text) ?? (Number.isFinite(Number(text)) ? Number(text) * 1000 : undefined);
}

function durationOf(ms: number): StructValue {
  return { type: 'struct', goType: 'time.Duration', fields: new Map(), print: printDuration(ms / 1000), epochMs: ms };
}
