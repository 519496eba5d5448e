import { panelMessages as say } from '../messages.ts';
import { foldMessages as folds } from '../model/foldMessages.ts';
import { type Action, speeds } from '../model/panelState.ts';
import { pinMessages as pin } from '../model/pinMessages.ts';
import { tuningMessages as tune } from '../model/tuningMessages.ts';
import { isWhole } from '../model/viewport.ts';
import type { ViewState } from '../model/viewState.ts';
import type { FromPanel } from '../protocol.ts';
import { momentText, textOf } from '../text.ts';
import { IconButton } from './icons.tsx';
import { shareMessages as share } from './shareMessages.ts';
import { sweepMessages as sweep } from './sweepMessages.ts';

/** The row of controls above the timeline. */
export function Transport(props: {
  state: ViewState;
  endMs: number;
  dispatch: (action: Action) => void;
  onStep: (direction: 1 | -1) => void;
  post: (message: FromPanel) => void;
  helping: boolean;
  onHelp: () => void;
  /** Opens the transcript. */
  onText: () => void;
  /** Whether the knobs are shown; undefined where there are none. */
  whatIf: boolean | undefined;
  onWhatIf: () => void;
  /** Whether wishes are shown; undefined where nothing can be tuned. */
  tuning: boolean | undefined;
  onTune: () => void;
  /** Whether a run is pinned. */
  isPinned: boolean;
  onPin: () => void;
  sharing: boolean;
  onShare: () => void;
  /** Whether many runs are shown at once; undefined where there is nothing to vary. */
  sweeping: boolean | undefined;
  onSweep: () => void;
  /** How many quiet stretches there are. */
  quiet: number;
}) {
  const { state, endMs, dispatch, onStep, post, helping, onHelp, whatIf, onWhatIf, isPinned, onPin, sharing, onShare } =
    props;
  const { sweeping, onSweep, onText, tuning, onTune, quiet } = props;
  const { playing, speed, timeMs, view, time } = state;
  const isFolded = time.folds.length > 0;
  return (
    <div class="transport" role="toolbar" aria-label={textOf(say.controls())}>
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={textOf(playing ? say.pause() : say.play())}
        onClick={() => dispatch({ type: 'play', playing: !playing })}
      />
      <select
        class="speed"
        aria-label={textOf(say.speed())}
        title={textOf(say.speed())}
        value={`${speed}`}
        onChange={(event) => dispatch({ type: 'speed', speed: Number(event.currentTarget.value) })}
      >
        {speeds.map((choice) => (
          <option key={choice} value={`${choice}`}>
            {choice}×
          </option>
        ))}
      </select>
      <IconButton icon="previous" label={textOf(say.previous())} onClick={() => onStep(-1)} />
      <IconButton icon="next" label={textOf(say.next())} onClick={() => onStep(1)} />
      <output class="clock" aria-label={textOf(say.clock())}>
        {momentText(timeMs)}
      </output>
      <span class="spacer" />
      <IconButton icon="pin" label={textOf(pin.pin())} pressed={isPinned} onClick={onPin} />
      <IconButton
        icon="history"
        label={textOf(pin.pinCommitted())}
        onClick={() => post({ type: 'simulateCommitted' })}
      />
      {whatIf !== undefined && (
        <IconButton icon="knobs" label={textOf(say.whatIf())} pressed={whatIf} onClick={onWhatIf} />
      )}
      {tuning !== undefined && <IconButton icon="tune" label={textOf(tune.tune())} pressed={tuning} onClick={onTune} />}
      {sweeping !== undefined && (
        <IconButton icon="sweep" label={textOf(sweep.sweep())} pressed={sweeping} onClick={onSweep} />
      )}
      <IconButton icon="help" label={textOf(say.shapes())} pressed={helping} onClick={onHelp} />
      <IconButton icon="share" label={textOf(share.share())} pressed={sharing} onClick={onShare} />
      <IconButton icon="text" label={textOf(say.asText())} onClick={onText} />
      {quiet > 0 && (
        <IconButton
          icon="fold"
          label={textOf(folds.fold())}
          pressed={isFolded}
          onClick={() => dispatch({ type: 'fold', folding: !isFolded })}
        />
      )}
      <IconButton icon="zoomOut" label={textOf(say.zoomOut())} onClick={() => dispatch({ type: 'zoom', factor: 2 })} />
      <IconButton icon="zoomIn" label={textOf(say.zoomIn())} onClick={() => dispatch({ type: 'zoom', factor: 0.5 })} />
      <IconButton
        icon="fit"
        label={textOf(say.fit())}
        disabled={isWhole(view, endMs)}
        onClick={() => dispatch({ type: 'fit' })}
      />
    </div>
  );
}
