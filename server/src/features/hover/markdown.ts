/** Hovers as Markdown, for hosts. */
import type { MessageFormatter } from '../../base/formatMessage.ts';
import type { Message } from '../../base/message.ts';
import type { Hover } from './hover.ts';

export function toMarkdown({ paragraphs }: Hover, formatter: MessageFormatter): string {
  const bullet = (item: Message) => `- ${formatter.text(item)}`;
  return paragraphs
    .map((paragraph) => {
      if ('id' in paragraph) return formatter.text(paragraph);
      return paragraph.items.map(bullet).join('\n');
    })
    .join('\n\n');
}
