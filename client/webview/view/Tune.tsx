import { duration, seconds } from '../../../server/src/base/message.ts';
import type { TuneWish } from '../../../server/src/simulation/tune.ts';
import { panelMessages } from '../messages.ts';
import { decidingMs, mostWishedSeconds, type Origins, type WishMark } from '../model/tuning.ts';
import { tuningMessages as say } from '../model/tuningMessages.ts';
import { type Changes, editsOf } from '../model/whatIf.ts';
import type { FromPanel } from '../protocol.ts';
import { textOf } from '../text.ts';
import type { useTuning } from './useTuning.ts';

interface Props {
  readonly tuning: ReturnType<typeof useTuning>;
  readonly marks: readonly WishMark[];
  readonly failureFrom: Origins['failureFrom'];
  readonly changes: Changes;
  readonly post: (message: FromPanel) => void;
}

/** What is wished of a container's app in seconds, and the settings of its probes that do it. */
export function Tune({ tuning, marks, failureFrom, changes, post }: Props) {
  const { containers, container, choose, wish, wishes, clear, answer } = tuning;
  const edits = editsOf(changes);
  const hasWish = Object.keys(wishes).length > 0;
  return (
    <section class="tune" aria-label={textOf(say.tune())}>
      <div class="tune-wishes">
        {containers.length > 1 && (
          <label class="wish-field">
            <span>{textOf(say.container())}</span>
            <select value={container} onChange={(event) => choose(event.currentTarget.value)}>
              {containers.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {marks.map((mark) => (
          <WishField key={mark.wish} mark={mark} onWish={wish} />
        ))}
      </div>
      <div class="tune-found" role="status" aria-label={textOf(say.result())}>
        {hasWish && answer ? (
          <ul class={answer.probes === undefined ? 'contradicted' : ''}>
            {answer.report.map((message) => (
              <li key={message.id}>{textOf(message)}</li>
            ))}
          </ul>
        ) : (
          <p class="quiet">{textOf(say.howTo())}</p>
        )}
        {failureFrom !== 'failure' && (
          <p class="quiet">{textOf(failureFrom === 'ready' ? say.fromReady() : say.fromBeginning())}</p>
        )}
      </div>
      <div class="what-if-actions">
        <button
          type="button"
          class="action"
          disabled={edits.length === 0 || answer?.probes === undefined}
          onClick={() => post({ type: 'applyFields', edits })}
        >
          {textOf(panelMessages.applyToManifest())}
        </button>
        <button type="button" class="action secondary" disabled={!hasWish} onClick={clear}>
          {textOf(say.clear())}
        </button>
      </div>
    </section>
  );
}

function WishField({ mark, onWish }: { mark: WishMark; onWish: (wish: TuneWish, value: number | undefined) => void }) {
  const { wish, seconds: value, neededSeconds } = mark;
  const nowMs = decidingMs(mark);
  const now = nowMs === undefined ? say.never() : duration(Math.round(nowMs / 1000) * 1000);
  return (
    <label class={neededSeconds === undefined ? 'wish-field' : 'wish-field contradicted'}>
      <span>{textOf(say[wish]())}</span>
      <input
        type="number"
        min={1}
        max={mostWishedSeconds}
        step={1}
        value={value ?? ''}
        placeholder={textOf(say.now({ time: now }))}
        onInput={({ currentTarget: { value: text } }) => {
          if (text === '') onWish(wish, undefined);
          else if (Number(text) >= 1) onWish(wish, Number(text));
        }}
      />
      <span class="quiet">s</span>
      {neededSeconds !== undefined && value !== undefined && (
        <span class="wish-missing">{textOf(say.missing({ missing: seconds(neededSeconds - value) }))}</span>
      )}
    </label>
  );
}
