import { useMemo } from 'preact/hooks';
import { type CauseLink, causes, fieldsOf } from '../../../server/src/lifecycle/explain/causes.ts';
import { explain } from '../../../server/src/lifecycle/explain/explain.ts';
import type { Trace, TraceEntry } from '../../../server/src/lifecycle/trace.ts';
import { formatInstant } from '../model/duration.ts';
import { titleOf } from '../model/entryTitle.ts';
import type { FromPanel } from '../protocol.ts';
import { Icon } from './icons.tsx';

interface Props {
  readonly trace: Trace;
  readonly entry: TraceEntry | undefined;
  /** The fields whose place is known. */
  readonly fields: readonly string[];
  readonly post: (message: FromPanel) => void;
  readonly onSelect: (entry: number) => void;
}

/** What the selected entry means, which lines of YAML had a say in it, and what led to it. */
export function Details({ trace, entry, fields, post, onSelect }: Props) {
  const links = useMemo(() => (entry ? causes(trace, entry.seq).slice(1) : []), [trace, entry]);
  const involved = useMemo(
    () => (entry ? fieldsOf(trace, entry.seq).filter((field) => fields.includes(field) && field !== 'spec') : []),
    [trace, entry, fields],
  );
  if (!entry) {
    return (
      <section class="details" aria-label="Details">
        <p class="quiet">Select an event, a probe or a state to see what caused it.</p>
      </section>
    );
  }
  return (
    <section class="details" aria-label="Details">
      <h2>
        {titleOf(entry)} <span class="quiet">at {formatInstant(entry.atMs)}</span>
      </h2>
      <p>{explain(trace, entry.seq)}</p>
      {involved.length > 0 && (
        <>
          <h3>In the manifest</h3>
          <ul class="fields">
            {involved.map((field) => (
              <li key={field}>
                <FieldLink field={field} post={post} />
              </li>
            ))}
          </ul>
        </>
      )}
      {links.some(({ kind }) => kind !== 'field') && (
        <>
          <h3>What led to it</h3>
          <ol class="why">
            {links.map((link) => (
              <Because key={link.kind === 'entry' ? link.entry.seq : link.kind} link={link} {...{ trace, onSelect }} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function FieldLink({ field, post }: { field: string; post: (message: FromPanel) => void }) {
  return (
    <button
      type="button"
      class="link field"
      title="Go to this line of the manifest"
      onClick={() => post({ type: 'reveal', field, focus: true })}
    >
      <Icon name="reveal" />
      <code>{breakable(field)}</code>
    </button>
  );
}

/** The path with places where it may go on in the next line: before each dot. */
function breakable(path: string) {
  return path.split(/(?=\.)/).map((step, index) => (
    <span key={index}>
      {index > 0 && <wbr />}
      {step}
    </span>
  ));
}

function Because({ link, trace, onSelect }: { link: CauseLink; trace: Trace; onSelect: (entry: number) => void }) {
  switch (link.kind) {
    case 'entry':
      return (
        <li class="because">
          <button type="button" class="link" onClick={() => onSelect(link.entry.seq)}>
            <span class="when">{formatInstant(link.entry.atMs)}</span>
            <span>{explain(trace, link.entry.seq)}</span>
          </button>
        </li>
      );
    case 'scenario':
      return (
        <li class="because first">
          The scenario: <code>{link.path}</code>
        </li>
      );
    case 'field':
      return null;
  }
}
