import { useMemo } from 'preact/hooks';
import { duration } from '../../../server/src/base/message.ts';
import { requestMessages as requests } from '../../../server/src/simulation/lanes/requestMessages.ts';
import { panelMessages as say } from '../messages.ts';
import type { Because as BecauseOf, History } from '../model/history.ts';
import { paletteMessages as palette } from '../model/paletteMessages.ts';
import type { FromPanel } from '../protocol.ts';
import { textOf, timeText } from '../text.ts';
import { FieldLink } from './FieldLink.tsx';
import { pure } from './pure.ts';

interface Props {
  readonly history: History;
  /** The selected entry. */
  readonly selected: number | undefined;
  readonly specPath: string;
  readonly post: (message: FromPanel) => void;
  readonly onSelect: (entry: number) => void;
  /** Makes the selected attempt fail; absent where it is none that could. */
  readonly onFail?: (() => void) | undefined;
}

/** What the selected entry means, which lines of YAML had a say in it, and what led to it. */
export const Details = pure(function Details({ history, selected, specPath, post, onSelect, onFail }: Props) {
  const links = useMemo(() => (selected === undefined ? [] : history.causesOf(selected)), [history, selected]);
  const involved = useMemo(() => (selected === undefined ? [] : history.fieldsOf(selected)), [history, selected]);
  const entry = selected === undefined ? undefined : history.entries[selected];
  if (!entry) {
    return (
      <section class="details" aria-label={textOf(say.details())}>
        <p class="quiet">{textOf(say.selectSomething())}</p>
      </section>
    );
  }
  const losses = history.lossesOf(entry.seq);
  const window = history.windowOf(entry.seq);
  return (
    <section class="details" aria-label={textOf(say.details())}>
      <h2>
        {history.titleOf(entry.seq)} <span class="quiet">{textOf(say.atTime({ time: duration(entry.atMs) }))}</span>
      </h2>
      <p>{history.explain(entry.seq)}</p>
      {onFail && (
        <button type="button" class="action secondary fail-attempt" onClick={onFail}>
          {textOf(palette.failAttempt())}
        </button>
      )}
      {losses.length > 0 && (
        <>
          <h3>{textOf(requests.lostHere())}</h3>
          {losses.map((loss) => (
            <p key={loss} class="loss">
              {loss}
            </p>
          ))}
        </>
      )}
      {window !== undefined && <p class="window-text">{window}</p>}
      {involved.length > 0 && (
        <>
          <h3>{textOf(say.inManifest())}</h3>
          <ul class="fields">
            {involved.map((field) => (
              <li key={field}>
                <FieldLink field={field} specPath={specPath} post={post} />
              </li>
            ))}
          </ul>
        </>
      )}
      {links.length > 0 && (
        <>
          <h3>{textOf(say.whatLed())}</h3>
          <ol class="why">
            {links.map((link) => (
              <Because key={link.kind === 'entry' ? link.seq : link.kind} link={link} onSelect={onSelect} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
});

function Because({ link, onSelect }: { link: BecauseOf; onSelect: (entry: number) => void }) {
  if (link.kind === 'scenario') {
    return (
      <li class="because first">
        {textOf(say.theScenario())} <code>{link.path}</code>
      </li>
    );
  }
  return (
    <li class="because">
      <button type="button" class="link" onClick={() => onSelect(link.seq)}>
        <span class="when">{timeText(link.atMs)}</span>
        <span>{link.text}</span>
      </button>
    </li>
  );
}
