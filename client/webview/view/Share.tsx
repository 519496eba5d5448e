import { useEffect, useState } from 'preact/hooks';
import { type Message, verbatim } from '../../../server/src/base/message.ts';
import { exportedFile, type FileKind, fileName, markdownOf } from '../export/exportedFile.ts';
import type { FromPanel, Simulation, Turned } from '../protocol.ts';
import { textOf } from '../text.ts';
import { shareMessages as say } from './shareMessages.ts';

interface Props {
  readonly simulation: Simulation;
  /** The run that this one is held against. */
  readonly before?: Simulation | undefined;
  /** What is turned and not written anywhere. */
  readonly turned: Turned;
  readonly post: (message: FromPanel) => void;
}

/** What is shown, for others: in the clipboard or as a file. */
export function Share({ simulation, before, turned, post }: Props) {
  const [note, setNote] = useState<Message | undefined>(undefined);
  useEffect(() => {
    if (note === undefined) return;
    const timer = setTimeout(() => setNote(undefined), 4000);
    return () => clearTimeout(timer);
  }, [note]);

  const save = (kind: FileKind) => {
    exportedFile(kind, simulation, isDark() ? 'dark' : 'light').then(
      (file) => post({ type: 'saveFile', ...file }),
      (error: unknown) => setNote(say.failed({ reason: verbatim(String(error)) })),
    );
  };
  const copy = () => {
    post({ type: 'copyText', text: markdownOf(simulation, before) });
    setNote(say.copied());
  };
  const fileButton = (kind: FileKind) => <Button key={kind} label={say[kind]()} onClick={() => save(kind)} />;
  return (
    <section class="share" aria-label={textOf(say.share())}>
      <Group title={say.clipboard()}>
        <Button label={say.markdown()} onClick={copy} />
      </Group>
      <Group title={say.picture()}>{(['svg', 'png'] as const).map(fileButton)}</Group>
      <Group title={say.data()}>{(['json', 'chromeTrace'] as const).map(fileButton)}</Group>
      <Group title={say.words()}>
        <Button label={say.transcript()} onClick={() => post(asText(turned))} />
        {simulation.view === 'pod' && (
          <Button
            label={say.scenario()}
            onClick={() => post({ type: 'saveScenario', scenario: simulation.input.scenario })}
          />
        )}
      </Group>
      <Group title={say.whole()}>
        <Button
          label={say.page()}
          onClick={() => post({ type: 'savePage', name: `${fileName(simulation)}.html`, ...turned })}
        />
      </Group>
      <p class="share-note" role="status">
        {note && textOf(note)}
      </p>
    </section>
  );
}

/** What asks for the transcript of what is shown. */
export function asText(turned: Turned): FromPanel {
  const isTurned = turned.edits.length > 0 || turned.scenario !== undefined;
  return isTurned ? { type: 'openAsText', turned } : { type: 'openAsText' };
}

function Group({ title, children }: { title: Message; children: preact.ComponentChildren }) {
  return (
    <fieldset>
      <legend>{textOf(title)}</legend>
      {children}
    </fieldset>
  );
}

function Button({ label, onClick }: { label: Message; onClick: () => void }) {
  return (
    <button type="button" class="action secondary" onClick={onClick}>
      {textOf(label)}
    </button>
  );
}

/** Whether the user's theme is dark: the picture looks like what is on the screen. */
function isDark(): boolean {
  const { classList } = document.body;
  return (
    classList.contains('vscode-dark') ||
    (classList.contains('vscode-high-contrast') && !classList.contains('vscode-high-contrast-light'))
  );
}
