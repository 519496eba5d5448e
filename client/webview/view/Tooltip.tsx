import { useLayoutEffect, useRef } from 'preact/hooks';

/** What the pointer is over. */
export interface Pointed {
  readonly title: string;
  readonly text: string;
  readonly clientX: number;
  readonly clientY: number;
}

/** A few words beside the pointer. The details say the same to who does not use a pointer. */
export function Tooltip({ pointed, within }: { pointed: Pointed; within: { readonly current: HTMLElement | null } }) {
  const element = useRef<HTMLDivElement>(null);
  const { title, text, clientX, clientY } = pointed;
  useLayoutEffect(() => {
    const box = within.current?.getBoundingClientRect();
    const tip = element.current;
    if (!box || !tip) return;
    const { offsetWidth: width, offsetHeight: height } = tip;
    const left = Math.max(4, Math.min(clientX + 12, window.innerWidth - width - 4)) - box.left;
    const below = clientY + 18;
    const top = (below + height > window.innerHeight - 4 ? clientY - height - 10 : below) - box.top;
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  });
  return (
    <div class="tooltip" ref={element} aria-hidden="true">
      <strong>{title}</strong>
      <span>{text}</span>
    </div>
  );
}
