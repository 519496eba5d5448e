import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { duration, type Message } from '../../../server/src/base/message.ts';
import type { Verdict } from '../../../server/src/lifecycle/expect/judge.ts';
import { quietStretches } from '../../../server/src/simulation/lanes/quietStretches.ts';
import type { Host } from '../host.ts';
import { panelMessages as say } from '../messages.ts';
import type { History } from '../model/history.ts';
import type { PaletteItem } from '../model/palette.ts';
import { neighbour, update } from '../model/panelState.ts';
import { sweepChoices } from '../model/sweepPlan.ts';
import { originsOf, wishMarks } from '../model/tuning.ts';
import { initialState } from '../model/viewState.ts';
import { type Changes, editsOf } from '../model/whatIf.ts';
import type { Simulation, Turned } from '../protocol.ts';
import { textOf } from '../text.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { Budgets } from './Budgets.tsx';
import { Choices } from './Choices.tsx';
import { Details } from './Details.tsx';
import { Differences } from './Differences.tsx';
import { Entries } from './Entries.tsx';
import { FoldedNote } from './Folds.tsx';
import { Headline } from './Headline.tsx';
import { Help } from './Help.tsx';
import { Notes } from './Notes.tsx';
import { PodTable } from './PodTable.tsx';
import { Problem } from './Problem.tsx';
import { Reasons } from './Reasons.tsx';
import { ReplicaTable } from './ReplicaTable.tsx';
import { asText, Share } from './Share.tsx';
import { Spoken } from './Spoken.tsx';
import { Sweep } from './Sweep.tsx';
import { Textures } from './Textures.tsx';
import { Timeline } from './Timeline.tsx';
import { Transport } from './Transport.tsx';
import { Tune } from './Tune.tsx';
import { useHappenings } from './useHappenings.ts';
import { usePinned } from './usePinned.ts';
import { usePlayback } from './usePlayback.ts';
import { usePodLife } from './usePodLife.ts';
import { useRemembered } from './useRemembered.ts';
import { useTuning } from './useTuning.ts';
import { useWhatIf } from './useWhatIf.ts';
import { Verdicts } from './Verdicts.tsx';
import { WhatIf } from './WhatIf.tsx';

export function Panel({ host }: { host: Host }) {
  const [state, dispatch] = useReducer(update, initialState);
  const { simulation, history, problem, busy, timeMs, view, time, selected, playing, speed } = state;
  const [helping, setHelping] = useState(false);
  const [governed, setGoverned] = useState<readonly string[]>([]);
  const [sharing, setSharing] = useState(false);
  const [sweeping, setSweeping] = useState(false);
  const current = useRef(state);
  current.current = state;

  /** What the extension simulated: of a pod that is looked into, the rollout around it. */
  const root = state.outer?.simulation ?? simulation;
  const pinning = usePinned(root);
  const pinned = useRef(pinning);
  pinned.current = pinning;
  const whatIf = useWhatIf(root, dispatch, host.post);
  const turning = useRef(whatIf);
  turning.current = whatIf;

  useEffect(() => {
    let restored = host.restored;
    const stop = host.listen((message) => {
      if (message.type === 'busy') dispatch({ type: 'busy' });
      else if (message.type === 'problem') dispatch({ type: 'problem', message: message.message });
      else if (message.type === 'governed') setGoverned(message.fields);
      else if (message.type === 'before') pinned.current.pin(message.simulation, message.source);
      else {
        const { simulation: next } = message;
        const fits =
          restored?.uri === next.uri && restored.workload === next.workload.id && restored.view === next.view;
        const state = fits && restored?.scenario === next.scenario ? restored : undefined;
        restored = undefined;
        dispatch({ type: 'simulated', simulation: next, restored: state });
        if (state?.place !== undefined) dispatch({ type: 'open', place: state.place });
        if (state?.pinned !== undefined) pinned.current.restore(state.pinned, next);
        if (state?.turned !== undefined) turning.current.restore(state.turned);
      }
    });
    host.post({ type: 'ready' });
    return stop;
  }, [host]);

  useRemembered(state, host, { pinned: pinning.kept, turned: whatIf.kept });
  const quiet = useMemo(() => (history ? quietStretches(history.timeline).length : 0), [history]);

  usePlayback(playing, speed, dispatch);
  const openPod = usePodLife(root, state.place, dispatch);
  const tuning = useTuning(whatIf);
  const origins = useMemo(
    () => simulation && originsOf(simulation, tuning.container ?? ''),
    [simulation, tuning.container],
  );
  const marks = tuning.isOpen && origins ? wishMarks(tuning.wishes, origins, tuning.answer) : undefined;

  const reveal = useCallback(
    (entry: number, focus: boolean) => {
      const [field] = current.current.history?.fieldsOf(entry) ?? [];
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

  const go = useCallback(
    ({ seq, atMs }: Verdict) => {
      if (seq === undefined || current.current.history?.entries[seq] === undefined)
        dispatch({ type: 'seek', timeMs: atMs });
      else select(seq, atMs);
    },
    [select],
  );

  const { items, happen, movables, fail } = useHappenings(whatIf, state);
  const happenNow = useCallback((item: PaletteItem) => happen(item, current.current.timeMs), [happen]);
  const reset = useCallback(() => {
    tuning.clear();
    whatIf.reset();
  }, [tuning.clear, whatIf.reset]);
  const varied = useMemo(() => root && sweepChoices(root.input), [root]);

  if (!simulation || !history || !root) {
    return (
      <main class="panel empty">
        {problem === undefined ? (
          <p class="quiet">{textOf(say.simulating())}</p>
        ) : (
          <Problem message={problem} stale={false} />
        )}
      </main>
    );
  }

  const turned = turnedIn(root, whatIf.changes);
  const { truncated, sentence, endMs } = history;
  return (
    <main class={problem === undefined ? 'panel' : 'panel stale'}>
      <Textures />
      <div class={busy ? 'progress active' : 'progress'} aria-hidden="true" />
      {problem !== undefined && <Problem message={problem} stale={true} />}
      <header class="head">
        {state.outer && simulation.view === 'pod' && (
          <Breadcrumb
            around={root.workload.name}
            pod={simulation.trace.pod}
            onBack={() => dispatch({ type: 'leave' })}
          />
        )}
        <Headline sentence={sentence} rejections={simulation.rejections} post={host.post} />
        {simulation.view !== 'pod' && (
          <Reasons reasons={simulation.summary.reasons} specPath={simulation.specPath} post={host.post} />
        )}
        {truncated && <p class="quiet">{textOf(truncationMessage(truncated))}</p>}
        <Choices simulation={whatIf.base ?? root} post={host.post} />
        <Notes simulation={whatIf.base ?? root} post={host.post} />
      </header>
      {pinning.pinned && !state.outer && (
        <Differences pinned={pinning.pinned} differences={pinning.differences} onUnpin={pinning.unpin} />
      )}
      <Verdicts verdicts={simulation.verdicts} onGo={go} />
      {simulation.view === 'pod' ? (
        <PodTable pod={simulation.input.pod} trace={simulation.trace} timeMs={timeMs} />
      ) : (
        <ReplicaTable simulation={simulation} timeMs={timeMs} onOpen={openPod} />
      )}
      <Budgets budgets={history.budgets} />
      <section class="history" aria-label={textOf(say.timeline())}>
        <Transport
          state={state}
          endMs={endMs}
          dispatch={dispatch}
          onStep={step}
          post={host.post}
          helping={helping}
          onHelp={() => setHelping(!helping)}
          onText={() => host.post(asText(turned))}
          whatIf={whatIf.base && whatIf.isOpen}
          onWhatIf={whatIf.toggle}
          tuning={tuning.isPossible ? tuning.isOpen : undefined}
          onTune={tuning.toggle}
          isPinned={pinning.pinned !== undefined}
          onPin={() => (pinning.pinned ? pinning.unpin() : pinning.pin(root, 'shown'))}
          sharing={sharing}
          onShare={() => setSharing(!sharing)}
          sweeping={varied === undefined ? undefined : sweeping}
          onSweep={() => setSweeping(!sweeping)}
          quiet={quiet}
        />
        {helping && <Help />}
        {sharing && (
          <Share simulation={simulation} before={pinning.pinned?.simulation} turned={turned} post={host.post} />
        )}
        {whatIf.isOpen && (
          <WhatIf
            knobs={whatIf.knobs}
            changes={whatIf.changes}
            onSet={whatIf.set}
            onReset={reset}
            post={host.post}
            onSave={whatIf.save}
            items={items}
            onHappen={happenNow}
          />
        )}
        {marks && origins && (
          <Tune
            tuning={tuning}
            marks={marks}
            failureFrom={origins.failureFrom}
            changes={whatIf.changes}
            post={host.post}
          />
        )}
        {sweeping && varied && <Sweep key={root.view} input={root.input} choices={varied} onSet={whatIf.set} />}
        <Timeline
          history={history}
          before={state.outer ? undefined : pinning.pinned?.history}
          governed={governed}
          movables={movables}
          wishes={marks && { marks, onWish: tuning.wish }}
          onHappen={items.length > 0 ? happen : undefined}
          onOpenPod={openPod}
          view={view}
          time={time}
          timeMs={timeMs}
          playing={playing}
          selected={selected}
          dispatch={dispatch}
          onSelect={select}
          onStep={step}
          onReveal={reveal}
        />
        <FoldedNote time={time} />
      </section>
      <div class="below">
        <Entries history={history} timeMs={timeMs} selected={selected} onSelect={select} onReveal={reveal} />
        <Details
          history={history}
          selected={selected}
          specPath={simulation.specPath}
          post={host.post}
          onSelect={select}
          onFail={fail}
        />
      </div>
      <Spoken history={history} selected={selected} />
    </main>
  );
}

/** What is turned, as the fields of the manifest and the scenario with it. */
function turnedIn({ input }: Simulation, turned: Changes): Turned {
  return turned.size === 0 ? { edits: [] } : { edits: editsOf(turned), scenario: input.scenario };
}

function truncationMessage({ limit, atMs }: NonNullable<History['truncated']>): Message {
  const at = duration(atMs);
  return limit === 'entries' ? say.tooManyEntries({ at }) : say.tooManyEvents({ at });
}
