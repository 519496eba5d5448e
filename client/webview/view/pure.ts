import { Component, type ComponentType, createElement, type FunctionComponent } from 'preact';

/** The same component, drawn again only when one of its properties is another: a drag changes little of the panel. */
export function pure<Props extends object>(Drawn: FunctionComponent<Props>): ComponentType<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const names = Object.keys({ ...this.props, ...next }) as (keyof Props)[];
      return names.some((name) => next[name] !== this.props[name]);
    }

    override render() {
      return createElement(Drawn, this.props);
    }
  };
}
