import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TuneWish, TuneWishes } from '../../../server/src/simulation/tune.ts';
import { Engine, engineScript } from '../engine/engine.ts';
import type { TuneAnswer, TuneQuestion } from '../engine/tuneQuestion.ts';
import type { Input } from '../model/inputPath.ts';
import { probeSettings, tunableContainers, wished } from '../model/tuning.ts';
import { type Changes, changed, noChanges, withChange } from '../model/whatIf.ts';

interface Parts {
  /** What the manifest gives, and what is changed in it. */
  readonly own: Input | undefined;
  readonly changes: Changes;
  /** Runs the engine with other changes. */
  readonly run: (changes: Changes) => void;
}

/** Wishes for a container: settings are found for them, and become changes like those of any knob. */
export function useTuning({ own, changes, run }: Parts) {
  const [isOpen, setOpen] = useState(false);
  const [wishes, setWishes] = useState<TuneWishes>({});
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [answer, setAnswer] = useState<TuneAnswer | undefined>(undefined);
  const engine = useRef<Engine<TuneQuestion, TuneAnswer> | undefined>(undefined);
  /** The changes that were found; all others are the user's. */
  const found = useRef(noChanges);

  const containers = useMemo(() => (own === undefined ? [] : tunableContainers(own).map(({ name }) => name)), [own]);
  const container = containers.find((name) => name === chosen) ?? probed(own) ?? containers[0];
  const users = useMemo(() => without(changes, found.current), [changes]);
  const pod = useMemo(() => (own === undefined || !isOpen ? undefined : changed(own, users).pod), [own, isOpen, users]);

  const latest = useRef({ own, container, changes, run });
  latest.current = { own, container, changes, run };
  const asked = JSON.stringify({ pod, container, wishes });

  useEffect(() => {
    const script = engineScript();
    if (pod === undefined || container === undefined || script === undefined) return;

    engine.current ??= new Engine(script, (next) => {
      setAnswer(next);
      const { own, container = '', changes, run } = latest.current;
      if (own === undefined) return;
      const before = without(changes, found.current);
      const after = probeSettings(own, container, next.probes ?? []).reduce(
        (result, { path, value }) => withChange(own, result, path, value),
        before,
      );
      found.current = without(after, before);
      if (JSON.stringify([...after]) !== JSON.stringify([...changes])) run(after);
    });
    engine.current.ask({ pod, container, wishes });
  }, [asked]);

  return {
    isOpen: isOpen && container !== undefined,
    isPossible: container !== undefined,
    toggle: useCallback(() => setOpen((before) => !before), []),
    containers,
    container,
    choose: setChosen,
    wishes,
    /** @param seconds undefined takes the wish back */
    wish: useCallback((name: TuneWish, seconds: number | undefined) => {
      setWishes(({ [name]: _, ...others }) =>
        seconds === undefined ? others : { ...others, [name]: wished(seconds) },
      );
    }, []),
    clear: useCallback(() => setWishes({}), []),
    answer,
  };
}

/** The first container with a probe is most likely meant. */
function probed(own: Input | undefined): string | undefined {
  return own?.pod.spec.containers.find(
    ({ livenessProbe, readinessProbe, startupProbe }) => livenessProbe ?? readinessProbe ?? startupProbe,
  )?.name;
}

function without(changes: Changes, others: Changes): Changes {
  return new Map([...changes].filter(([id, value]) => JSON.stringify(others.get(id)) !== JSON.stringify(value)));
}
