/** Line icons on a 16 × 16 grid, drawn in the colour of the text around them. */
const paths = {
  play: 'M5 3.2v9.6L12.8 8Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  previous: 'M10 4 6 8l4 4',
  next: 'M6 4l4 4-4 4',
  zoomIn: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM10 10l3.5 3.5M7 5.2v3.6M5.2 7h3.6',
  zoomOut: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM10 10l3.5 3.5M5.2 7h3.6',
  fit: 'M2.5 4v8M13.5 4v8M5 8h6M6.5 6 4.5 8l2 2M9.5 6l2 2-2 2',
  fold: 'M2 8h3M11 8h3M6.2 11.5 7.8 4.5M8.8 11.5l1.6-7',
  reveal: 'M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5',
  text: 'M3 4h10M3 7h10M3 10h7M3 13h5',
  warning: 'M8 2.5 14 13H2ZM8 6.5v3M8 11v.5',
  help: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM6.3 6.4a1.7 1.7 0 1 1 2.6 1.4c-.6.4-.9.7-.9 1.3M8 11.3v.1',
  met: 'M3 8.5 6.5 12 13 4.5',
  unmet: 'M4 4l8 8M12 4l-8 8',
  edit: 'M3 13l.8-3L11 2.8 13.2 5 6 12.2ZM9.5 4.3 11.7 6.5',
  search: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM10 10l3.5 3.5',
  save: 'M3 3h8l2 2v8H3ZM5.5 3v3.5h4.5V3M5 13V9h6v4',
  expanded: 'M4 6l4 4 4-4',
  collapsed: 'M6 4l4 4-4 4',
  knobs:
    'M3 5h5M12 5h1M3 11h1M8 11h5M10 3.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM6 9.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Z',
  tune: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2ZM8 1v2.4M8 12.6V15M1 8h2.4M12.6 8H15',
  sweep: 'M2.5 2.5h11v11h-11ZM2.5 6.2h11M2.5 9.8h11M6.2 2.5v11M9.8 2.5v11',
  share: 'M8 10V2.5M5 5l3-3 3 3M4.5 7.5H3v6h10v-6h-1.5',
  pin: 'M6 2.5h4M7 2.5v4L4.5 9h7L9 6.5v-4M8 9v4.5',
  history: 'M3 8a5 5 0 1 1 1.6 3.7M3 4.5V8h3.5M8 5.5V8l2 1.5',
  copy: 'M6 5.5h6.5v8H6ZM9.5 3H3.5v7.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} class={name === 'play' ? 'filled' : undefined} />
    </svg>
  );
}

export function IconButton(props: {
  icon: IconName;
  label: string;
  onClick: () => void;
  disabled?: boolean;
  pressed?: boolean | undefined;
}) {
  const { icon, label, onClick, disabled = false, pressed } = props;
  return (
    <button
      type="button"
      class="icon-button"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
