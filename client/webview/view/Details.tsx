import { useMemo } from 'preact/hooks';
import type { Because as BecauseOf, History } from '../model/history.ts';
import type { FromPanel } from '../protocol.ts';
import { timeText } from '../text.ts';
import { FieldLink } from './FieldLink.tsx';

interface Props {
  readonly history: History;
  /** The selected entry. */
  readonly selected: number | undefined;
  readonly specPath: string;
  readonly post: (message: FromPanel) => void;
  readonly onSelect: (entry: number) => void;
}

/** What the selected entry means, which lines of YAML had a say in it, and what led to it. */
export function Details({ history, selected, specPath, post, onSelect }: Props) {
  const links = useMemo(() => (selected === undefined ? [] : history.causesOf(selected)), [history, selected]);
  const involved = useMemo(() => (selected === undefined ? [] : history.fieldsOf(selected)), [history, selected]);
  const entry = selected === undefined ? undefined : history.entries[selected];
  if (!entry) {
    return (
      <section class="details" aria-label="Details">
        <p class="quiet">Select an event, a probe or a state to see what caused it.</p>
      </section>
    );
  }
  const window = history.windowOf(entry.seq);
  return (
    <section class="details" aria-label="Details">
      <h2>
        {history.titleOf(entry.seq)} <span class="quiet">at {timeText(entry.atMs)}</span>
      </h2>
      <p>{history.explain(entry.seq)}</p>
      {window !== undefined && <p class="window-text">{window}</p>}
      {involved.length > 0 && (
        <>
          <h3>In the manifest</h3>
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
          <h3>What led to it</h3>
          <ol class="why">
            {links.map((link) => (
              <Because key={link.kind === 'entry' ? link.seq : link.kind} link={link} onSelect={onSelect} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Because({ link, onSelect }: { link: BecauseOf; onSelect: (entry: number) => void }) {
  if (link.kind === 'scenario') {
    return (
      <li class="because first">
        The scenario: <code>{link.path}</code>
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
