import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { fieldsOf } from '../../../server/src/lifecycle/explain/causes.ts';
import { explain } from '../../../server/src/lifecycle/explain/explain.ts';
import { rowAt, changes as rowChanges } from '../../../server/src/lifecycle/kubectl/row.ts';
import type { Host } from '../host.ts';
import { formatInstant, formatSeconds } from '../model/duration.ts';
import { titleOf } from '../model/entryTitle.ts';
import { initialState, neighbour, update } from '../model/panelState.ts';
import { summarize } from '../model/summary.ts';
import { timelineOf } from '../model/timeline.ts';
import { Choices } from './Choices.tsx';
import { Details } from './Details.tsx';
import { Entries } from './Entries.tsx';
import { Help } from './Help.tsx';
import { PodTable } from './PodTable.tsx';
import { Textures } from './Textures.tsx';
import { Timeline } from './Timeline.tsx';
import { Transport } from './Transport.tsx';
import { usePlayback } from './usePlayback.ts';

export function Panel({ host }: { host: Host }) {
  const [state, dispatch] = useReducer(update, initialState);
  const { simulation, problem, busy, timeMs, view, selected, playing, speed } = state;
  const [helping, setHelping] = useState(false);
  const current = useRef(state);
  current.current = state;

  useEffect(() => {
    let restored = host.restored;
    const stop = host.listen((message) => {
      if (message.type === 'busy') dispatch({ type: 'busy' });
      else if (message.type === 'problem') dispatch({ type: 'problem', message: message.message });
      else {
        const { simulation: next } = message;
        const fits = restored?.uri === next.uri && restored.workload === next.workload.id;
        const state = fits && restored?.scenario === next.scenario ? restored : undefined;
        restored = undefined;
        dispatch({ type: 'simulated', simulation: next, restored: state });
      }
    });
    host.post({ type: 'ready' });
    return stop;
  }, [host]);

  useEffect(() => {
    if (!simulation) return;
    const { uri, workload, scenario, untilMs } = simulation;
    const choice = { uri, workload: workload.id, scenario, timeMs, view };
    host.remember({
      ...choice,
      ...(untilMs === undefined ? {} : { untilMs }),
      ...(selected === undefined ? {} : { selected }),
    });
  }, [host, simulation, timeMs, view, selected]);

  usePlayback(playing, speed, dispatch);

  const derived = useMemo(() => {
    if (!simulation) return undefined;
    const { trace } = simulation;
    const rows = rowChanges(trace);
    return { rows, timeline: timelineOf(trace, rows), sentence: summarize(trace, rows) };
  }, [simulation]);

  const reveal = useCallback(
    (entry: number, focus: boolean) => {
      const shown = current.current.simulation;
      if (!shown) return;
      const field = fieldsOf(shown.trace, entry).find((candidate) => shown.fields.includes(candidate));
      if (field !== undefined) host.post({ type: 'reveal', field, focus });
    },
    [host],
  );
  const select = useCallback(
    (entry: number, atMs?: number) => {
      dispatch(atMs === undefined ? { type: 'select', entry } : { type: 'select', entry, timeMs: atMs });
      reveal(entry, false);
    },
    [reveal],
  );
  const step = useCallback(
    (direction: 1 | -1) => {
      const entry = neighbour(current.current, direction);
      if (entry !== undefined) select(entry);
    },
    [select],
  );

  if (!simulation || !derived) {
    return (
      <main class="panel empty">
        {problem === undefined ? <p class="quiet">Simulating …</p> : <Problem message={problem} stale={false} />}
      </main>
    );
  }

  const { trace } = simulation;
  const row = rowAt(trace, timeMs);
  const entry = selected === undefined ? undefined : trace.entries[selected];
  return (
    <main class="panel">
      <Textures />
      <div class={busy ? 'progress active' : 'progress'} aria-hidden="true" />
      {problem !== undefined && <Problem message={problem} stale={true} />}
      <header class="head">
        <h1 class="summary">
          {derived.sentence.map(({ text, strong }) => (strong ? <strong key={text}>{text}</strong> : text))}
        </h1>
        {trace.truncated && (
          <p class="quiet">
            The simulation stopped after {formatSeconds(trace.truncated.atMs)}: it had too many {trace.truncated.limit}.
          </p>
        )}
        <Choices simulation={simulation} post={host.post} />
      </header>
      <PodTable trace={trace} changes={derived.rows} row={row} />
      <section class="history" aria-label="Timeline">
        <Transport
          state={state}
          endMs={trace.endMs}
          dispatch={dispatch}
          onStep={step}
          post={host.post}
          helping={helping}
          onHelp={() => setHelping(!helping)}
        />
        {helping && <Help />}
        <Timeline
          trace={trace}
          timeline={derived.timeline}
          view={view}
          timeMs={timeMs}
          playing={playing}
          selected={selected}
          rowText={row ? `${row.ready} ${row.status}, restarts ${row.restarts}` : 'the pod is gone'}
          dispatch={dispatch}
          onSelect={select}
          onStep={step}
          onReveal={reveal}
        />
      </section>
      <div class="below">
        <Entries trace={trace} timeMs={timeMs} selected={selected} onSelect={select} onReveal={reveal} />
        <Details trace={trace} entry={entry} fields={simulation.fields} post={host.post} onSelect={select} />
      </div>
      <p class="spoken" aria-live="polite">
        {entry && `${titleOf(entry)} at ${formatInstant(entry.atMs)}. ${explain(trace, entry.seq)}`}
      </p>
    </main>
  );
}

function Problem({ message, stale }: { message: string; stale: boolean }) {
  return (
    <p class="problem" role="status">
      <span>{message}</span>
      {stale && <span class="quiet"> The last result is shown.</span>}
    </p>
  );
}
