import { Component, createRef } from 'preact';
import { duration } from '../../../server/src/base/message.ts';
import { panelMessages as say } from '../messages.ts';
import { ageAt, type Row } from '../model/tables.ts';
import { textOf, timeText } from '../text.ts';

/** What a row takes at least; a block that was never on the screen is as high as its rows at least. */
export const rowHeightPx = 24;

interface Props {
  readonly rows: readonly Row[];
  readonly firstIndex: number;
  readonly timeMs: number;
  readonly selected: number | undefined;
  /** The row that keys act on: the selected one, or the last one before the scrubber. */
  readonly active: number | undefined;
}

/** Some rows of the table. They are drawn when they come near the screen, and follow the scrubber only there. */
export class EntryBlock extends Component<Props, { near: boolean }> {
  override state = { near: this.props.firstIndex === 0 };
  #element = createRef<HTMLTableSectionElement>();
  #observer: IntersectionObserver | undefined;
  /** As it was seen last; to ask for it while drawing would lay out the page in the middle. */
  #heightPx: number | undefined;

  override componentDidMount(): void {
    const element = this.#element.current;
    if (!element) return;
    const look = ([seen]: IntersectionObserverEntry[]) => {
      this.#heightPx = seen?.boundingClientRect.height;
      this.setState({ near: seen?.isIntersecting ?? true });
    };
    this.#observer = new IntersectionObserver(look, { root: element.closest('.entries-scroll'), rootMargin: '400px' });
    this.#observer.observe(element);
  }

  override componentWillUnmount(): void {
    this.#observer?.disconnect();
  }

  override shouldComponentUpdate(next: Props, state: { near: boolean }): boolean {
    return state.near || this.state.near || next.rows !== this.props.rows || next.active !== this.props.active;
  }

  override render() {
    const { rows, firstIndex, timeMs, selected, active } = this.props;
    // The row that keys act on is there at once, wherever it is.
    if (!this.state.near && !rows.some(({ entry }) => entry === active)) {
      const height = this.#heightPx || rows.length * rowHeightPx;
      const entries = rows.map(({ entry }) => entry).join(' ');
      return <tbody ref={this.#element} style={{ height: `${height}px` }} data-entries={entries} />;
    }
    return (
      <tbody ref={this.#element} style={{ height: 'auto' }}>
        {rows.map(({ table, entry, atMs, warning, kind, what, text, count }, index) => (
          <tr
            key={`${entry} ${index}`}
            id={`row-${entry}`}
            data-entry={entry}
            class={`${atMs > timeMs ? 'future' : ''} ${entry === active ? 'active' : ''} ${warning ? 'warning' : ''}`}
            aria-rowindex={firstIndex + index + 2}
            aria-selected={entry === selected}
          >
            {table !== 'status' && (
              <>
                <td class="kind">{kind}</td>
                <td class="what">{what}</td>
              </>
            )}
            <td class="when" title={textOf(say.atTime({ time: duration(atMs) }))}>
              {table === 'events' ? ageAt(atMs, timeMs) : timeText(atMs)}
            </td>
            <td class="text">
              {text()}
              {count !== undefined && count > 1 && <span class="count"> ×{count}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    );
  }
}
