import type { RolloutReason } from '../../../server/src/lifecycle/explain/rolloutReasons.ts';
import { panelMessages as say } from '../messages.ts';
import type { FromPanel } from '../protocol.ts';
import { textOf } from '../text.ts';
import { FieldLink } from './FieldLink.tsx';
import { pure } from './pure.ts';

/** Why a rollout doesn't finish, with the fields of the manifest that decide it. */
export const Reasons = pure(function Reasons(props: {
  reasons: readonly RolloutReason[];
  specPath: string;
  post: (message: FromPanel) => void;
}) {
  const { reasons, specPath, post } = props;
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons" aria-label={textOf(say.why())}>
      {reasons.map((reason) => (
        <li key={textOf(reason.message)} class="reason">
          {textOf(reason.message)}{' '}
          {[...new Set(reason.fields)].map((field) => (
            <FieldLink key={field} field={field} specPath={specPath} post={post} />
          ))}
        </li>
      ))}
    </ul>
  );
});
