/** The outline of a file: objects, their containers, and the probes of these. */
import { type Span, shift, span } from '../base/span.ts';
import { probeField } from '../kubernetes/pod.ts';
import type { ManifestFile } from '../manifest/file.ts';
import type { ManifestNode } from '../manifest/node.ts';
import type { ManifestObject } from '../manifest/object.ts';
import type { ContainerModel } from '../manifest/podModel.ts';
import { workloadsOf } from '../manifest/workload.ts';
import { objectName } from './objectName.ts';

export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly type: 'object' | 'container' | 'probe';
  /** The whole item. */
  readonly extent: Span;
  /** What to put the cursor on; lies within the extent. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

export function outline(file: ManifestFile): OutlineItem[] {
  return file.documents.flatMap(({ offset, content }) =>
    content.objects.map((object) => objectItem(object, file, offset)),
  );
}

function objectItem(object: ManifestObject, file: ManifestFile, offset: number): OutlineItem {
  const containers = workloadsOf(object).flatMap(({ pod }) => pod.allContainers);
  return item(object.root, object.root.get('kind').span, offset, {
    name: `${object.kind} ${objectName(object, file, offset)}`,
    detail: object.apiVersion,
    type: 'object',
    children: containers.map((container) => containerItem(container, offset)),
  });
}

function containerItem(container: ContainerModel, offset: number): OutlineItem {
  const name = container.node.get('name');
  return item(container.node, name.span, offset, {
    name: container.name.value ?? '(no name)',
    detail: container.role === 'regular' ? (container.image.value ?? '') : container.role,
    type: 'container',
    children: container.probes.map(({ node, type, handlers }) =>
      item(node, node.keySpan, offset, {
        name: probeField[type],
        detail: handlers.map((handler) => handler.type).join(', '),
        type: 'probe',
        children: [],
      }),
    ),
  });
}

function item(
  node: ManifestNode,
  selection: Span,
  offset: number,
  rest: Pick<OutlineItem, 'name' | 'detail' | 'type' | 'children'>,
): OutlineItem {
  const { extent } = node;
  const whole = span(Math.min(extent.start, selection.start), Math.max(extent.end, selection.end));
  return { ...rest, extent: shift(whole, offset), selection: shift(selection, offset) };
}
