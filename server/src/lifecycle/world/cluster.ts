import { type Instant, seconds } from '../kernel/time.ts';
import type { NodeFact } from '../trace/worldFact.ts';
import type { ClusterNode, NodeProperties } from './clusterBehaviour.ts';

/** A node as it stands at one moment. */
export interface NodeState extends NodeProperties {
  readonly name: string;
  /** Where the scenario describes it. */
  readonly path: string;
}

/** Something that happens to a node, as the scheduler is told of it. */
export interface NodeEvent {
  readonly at: Instant;
  /** Where the scenario says so. */
  readonly path: string;
  readonly fact: NodeFact;
  readonly before: NodeState | undefined;
  readonly after: NodeState | undefined;
}

/** The cluster's nodes through time, as the scenario has them. */
export class Cluster {
  readonly events: readonly NodeEvent[];
  readonly #nodes: readonly ClusterNode[];

  constructor(nodes: readonly ClusterNode[]) {
    this.#nodes = nodes;
    this.events = nodes.flatMap((node, index) => this.#eventsOf(node, index)).toSorted((a, b) => a.at - b.at);
  }

  nodesAt(time: Instant): NodeState[] {
    return this.#nodes.flatMap((node, index) => stateAt(node, index, time) ?? []);
  }

  node(name: string, time: Instant): NodeState | undefined {
    return this.nodesAt(time).find((node) => node.name === name);
  }

  /** When a node that is there now leaves. */
  leaving(name: string, now: Instant): NodeEvent | undefined {
    return this.events.find(({ at, fact, before }) => at > now && fact.type === 'nodeLeaves' && before?.name === name);
  }

  #eventsOf(node: ClusterNode, index: number): NodeEvent[] {
    const { name, addedAtSeconds, removedAtSeconds, changes = [] } = node;
    const path = pathOf(index);
    const times: { atSeconds: number; path: string; fact: NodeFact }[] = changes.map((change, changeIndex) => ({
      atSeconds: change.atSeconds,
      path: `${path}.changes[${changeIndex}]`,
      fact: { type: 'nodeChanges', node: name, fields: changedFields(change) },
    }));
    if (removedAtSeconds !== undefined) {
      const fact = { type: 'nodeLeaves', node: name } as const;
      times.unshift({ atSeconds: removedAtSeconds, path: `${path}.removedAtSeconds`, fact });
    }
    if (addedAtSeconds !== undefined) {
      const fact = { type: 'nodeJoins', node: name } as const;
      times.unshift({ atSeconds: addedAtSeconds, path: `${path}.addedAtSeconds`, fact });
    }
    return times.flatMap(({ atSeconds, ...event }) => {
      const at = seconds(atSeconds);
      const before = stateAt(node, index, at - 1);
      const after = stateAt(node, index, at);
      return before === undefined && after === undefined ? [] : [{ at, ...event, before, after }];
    });
  }
}

function pathOf(index: number): string {
  return `scheduling.nodes[${index}]`;
}

function changedFields({ atSeconds: _, ...change }: NodeProperties & { readonly atSeconds: number }): string[] {
  return Object.keys(change);
}

/** The node at a time; nothing while it is not in the cluster. */
function stateAt(node: ClusterNode, index: number, time: Instant): NodeState | undefined {
  const { name, addedAtSeconds = 0, removedAtSeconds, changes = [], ...properties } = node;
  // What is added in the pod's first instant is there before the scheduler looks.
  if (addedAtSeconds > 0 && time < seconds(addedAtSeconds)) return undefined;
  if (removedAtSeconds !== undefined && time >= seconds(removedAtSeconds)) return undefined;
  let state: NodeProperties = properties;
  for (const { atSeconds, ...change } of changes) {
    if (time >= seconds(atSeconds)) state = { ...state, ...change };
  }
  return { ...state, name, path: pathOf(index) };
}
