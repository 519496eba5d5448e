import { type Action, speeds, type ViewState } from '../model/panelState.ts';
import { isWhole } from '../model/viewport.ts';
import type { FromPanel } from '../protocol.ts';
import { timeText } from '../text.ts';
import { IconButton } from './icons.tsx';

/** The row of controls above the timeline. */
export function Transport(props: {
  state: ViewState;
  endMs: number;
  dispatch: (action: Action) => void;
  onStep: (direction: 1 | -1) => void;
  post: (message: FromPanel) => void;
  helping: boolean;
  onHelp: () => void;
  /** Whether the knobs are shown; undefined where there are none. */
  whatIf: boolean | undefined;
  onWhatIf: () => void;
}) {
  const { state, endMs, dispatch, onStep, post, helping, onHelp, whatIf, onWhatIf } = props;
  const { playing, speed, timeMs, view } = state;
  return (
    <div class="transport" role="toolbar" aria-label="Timeline controls">
      <IconButton
        icon={playing ? 'pause' : 'play'}
        label={playing ? 'Pause (Space)' : 'Play (Space)'}
        onClick={() => dispatch({ type: 'play', playing: !playing })}
      />
      <select
        class="speed"
        aria-label="Playback speed"
        title="Playback speed"
        value={`${speed}`}
        onChange={(event) => dispatch({ type: 'speed', speed: Number(event.currentTarget.value) })}
      >
        {speeds.map((choice) => (
          <option key={choice} value={`${choice}`}>
            {choice}×
          </option>
        ))}
      </select>
      <IconButton icon="previous" label="Previous event (Page Up)" onClick={() => onStep(-1)} />
      <IconButton icon="next" label="Next event (Page Down)" onClick={() => onStep(1)} />
      <output class="clock" aria-label="Time since the pod was created">
        {timeText(timeMs)}
      </output>
      <span class="spacer" />
      {whatIf !== undefined && <IconButton icon="knobs" label="What if" pressed={whatIf} onClick={onWhatIf} />}
      <IconButton icon="help" label="Shapes and keys" pressed={helping} onClick={onHelp} />
      <IconButton icon="text" label="Open as text" onClick={() => post({ type: 'openAsText' })} />
      <IconButton icon="zoomOut" label="Zoom out (−)" onClick={() => dispatch({ type: 'zoom', factor: 2 })} />
      <IconButton icon="zoomIn" label="Zoom in (+)" onClick={() => dispatch({ type: 'zoom', factor: 0.5 })} />
      <IconButton
        icon="fit"
        label="Show everything (0)"
        disabled={isWhole(view, endMs)}
        onClick={() => dispatch({ type: 'fit' })}
      />
    </div>
  );
}
