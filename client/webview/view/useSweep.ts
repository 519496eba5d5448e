import { useEffect, useRef, useState } from 'preact/hooks';
import type { Cell } from '../../../server/src/simulation/sweep.ts';
import { engineScript } from '../engine/engine.ts';
import { Sweeper } from '../engine/sweeper.ts';
import type { Input } from '../model/inputPath.ts';
import type { Knob } from '../model/knob.ts';
import { valuesOf } from '../model/sweepPlan.ts';

/** The cells so far; what is asked anew, or no longer, ends what is under way. */
export function useSweep(input: Input, parameter: Knob, setting: Knob, readyWithin: number) {
  const [cells, setCells] = useState<readonly Cell[]>([]);
  const [isRunning, setRunning] = useState(false);
  const [all, setAll] = useState(0);
  const sweeper = useRef<Sweeper | undefined>(undefined);
  const key = JSON.stringify([input, parameter.path, setting.path, readyWithin]);
  const cancel = () => {
    sweeper.current?.cancel();
    setRunning(false);
  };
  const run = () => {
    const script = engineScript();
    if (script === undefined) return;
    sweeper.current ??= new Sweeper(script);
    const [parameters, settings] = [valuesOf(parameter), valuesOf(setting)];
    setCells([]);
    setAll(parameters.length * settings.length);
    setRunning(true);
    const question = {
      input,
      parameter: { path: parameter.path, values: parameters },
      setting: { path: setting.path, values: settings },
      readyWithinMs: readyWithin * 1000,
    };
    void sweeper.current.start(question, ({ cells: more, isDone }) => {
      if (more.length > 0) setCells((before) => [...before, ...more]);
      if (isDone) setRunning(false);
    });
  };
  useEffect(run, [key]);
  useEffect(() => () => sweeper.current?.cancel(), []);
  return { cells, isRunning, all, run, cancel };
}
