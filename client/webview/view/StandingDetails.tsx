import { useState } from 'preact/hooks';
import { verbatim } from '../../../server/src/base/message.ts';
import type { Pod } from '../../../server/src/kubernetes/pod.ts';
import { describePod } from '../../../server/src/lifecycle/kubectl/describePod.ts';
import type { Trace } from '../../../server/src/lifecycle/trace/trace.ts';
import { standingAt } from '../model/standing.ts';
import { standingMessages as say } from '../model/standingMessages.ts';
import { textOf } from '../text.ts';

/** Conditions, container states and `kubectl describe pod` at the scrubber's time; made only while they are open. */
export function StandingDetails({ pod, trace, timeMs }: { pod: Pod; trace: Trace; timeMs: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="standing" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{textOf(say.more())}</summary>
      {isOpen && <Open pod={pod} trace={trace} timeMs={timeMs} />}
    </details>
  );
}

function Open({ pod, trace, timeMs }: { pod: Pod; trace: Trace; timeMs: number }) {
  const standing = standingAt(trace, timeMs);
  if (standing === undefined) return null;
  return (
    <>
      <dl>
        <dt>{textOf(say.conditions())}</dt>
        {standing.conditions.map(({ type, status, reason, message }) => (
          <dd key={type} class={`condition ${status === 'True' ? 'met' : 'unmet'}`} title={message ?? reason}>
            {textOf(say.condition({ type: verbatim(type), status: verbatim(status) }))}
          </dd>
        ))}
      </dl>
      <dl>
        <dt>{textOf(say.containers())}</dt>
        {standing.containers.map(({ name, state }) => (
          <dd key={name}>
            <strong>{name}</strong> {textOf(state)}
          </dd>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section class="described" tabIndex={0} aria-label={textOf(say.describe())}>
        <pre>{describePod(pod, trace, timeMs)}</pre>
      </section>
    </>
  );
}
