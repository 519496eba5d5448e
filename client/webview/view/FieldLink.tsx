import { panelMessages as say } from '../messages.ts';
import { fieldInManifest } from '../model/fieldPath.ts';
import type { FromPanel } from '../protocol.ts';
import { textOf } from '../text.ts';
import { Icon } from './icons.tsx';

/** Leads to a field's line in the manifest. `specPath` is where the manifest has what the trace calls `spec`. */
export function FieldLink(props: { field: string; specPath: string; post: (message: FromPanel) => void }) {
  const { field, specPath, post } = props;
  return (
    <button
      type="button"
      class="link field"
      title={textOf(say.goToLine())}
      onClick={() => post({ type: 'reveal', field, focus: true })}
    >
      <Icon name="reveal" />
      <code>{breakable(fieldInManifest(field, specPath))}</code>
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
