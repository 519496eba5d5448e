import { useState } from 'preact/hooks';
import { panelMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';
import { IconButton } from './icons.tsx';

/** Copies what a table shows, as `kubectl` would print it. */
export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 1500);
      },
      // A panel without focus may not write to the clipboard; the text can still be selected.
      () => setCopied(false),
    );
  };
  return <IconButton icon="copy" label={textOf(copied ? say.copied() : say.copy())} onClick={copy} />;
}
