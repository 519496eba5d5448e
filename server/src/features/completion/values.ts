/** Values: what a field can be set to, with what each does here. */

import type { Message } from '../../base/message.ts';
import { groupOf } from '../../kubernetes/apiVersions.ts';
import { apiVersionsOf } from '../../schema/apiVersions.ts';
import { allKinds, type FieldSchema, fieldAt, valueAvailability } from '../../schema/catalog.ts';
import { isAvailable } from '../../schema/release.ts';
import { closedDetail, closedGate, droppedRank } from './gates.ts';
import { type CompletionItem, escapeSnippet } from './item.ts';
import { completionMessages as say } from './messages.ts';
import type { CompletionPlace } from './place.ts';
import { fieldsAround } from './place.ts';
import { valueMessage } from './valueMessages.ts';

export function valueItems(place: CompletionPlace): CompletionItem[] {
  const { cursor, release } = place;
  const name = String(cursor.path.at(-1) ?? '');
  if (cursor.path.length === 1 && name === 'kind') return kindItems(place);
  if (cursor.path.length === 1 && name === 'apiVersion') return apiVersionItems(place);
  if (cursor.object === undefined) return [];
  const { apiVersion, kind } = cursor.object;
  const field = fieldAt(apiVersion, kind, cursor.path, release);
  if (!field) return [];
  if (field.type.shape === 'scalar' && field.type.scalar === 'boolean')
    return ['true', 'false'].map((value, rank) => valueItem(place, value, { rank, isText: false }));
  return takenValues(field, place).flatMap((value, rank) => {
    const closed = closedGate(field, cursor.path.at(-3), place, value);
    if (closed?.rejects) return [];
    const doc = valueMessage(field.name, value);
    const detail = closed ? closedDetail(closed.gate, doc) : doc;
    return valueItem(place, value, {
      rank: closed ? rank + droppedRank : rank,
      ...(detail === undefined ? {} : { detail }),
    });
  });
}

/** The values of an enumeration that the release and the kind take. */
function takenValues(field: FieldSchema, { cursor, release }: CompletionPlace): readonly string[] {
  const values = (field.enum ?? []).filter((value) => isAvailable(valueAvailability(field, value) ?? {}, release));
  if (field.name !== 'restartPolicy' || typeof cursor.path.at(-2) === 'number') return values;
  const { kind } = cursor.object!;
  // Upstream: `pkg/apis/apps/validation`, `pkg/apis/batch/validation`.
  if (kind === 'Job' || kind === 'CronJob') return values.filter((value) => value !== 'Always');
  return kind === 'Pod' || kind === 'PodTemplate' ? values : values.filter((value) => value === 'Always');
}

/** Kinds that people write by hand come first. */
const usual = ['Deployment', 'Service', 'ConfigMap', 'Secret', 'Ingress', 'StatefulSet', 'Job', 'CronJob', 'DaemonSet'];

function kindItems(place: CompletionPlace): CompletionItem[] {
  const apiVersion = fieldsAround(place.cursor, 0).get('apiVersion');
  const kinds = allKinds().filter(
    (entry) =>
      isAvailable(entry, place.release) && (apiVersion == null || apiVersion === '' || entry.apiVersion === apiVersion),
  );
  return [...new Set(kinds.map(({ kind }) => kind))]
    .filter((kind) => !kind.endsWith('List') || kind === 'List')
    .map((kind) => {
      const rank = usual.includes(kind) ? usual.indexOf(kind) / usual.length : 1;
      return valueItem(place, kind, { rank, ...named(apiVersionsOf(kind, place.release, '')[0] ?? '') });
    });
}

function apiVersionItems(place: CompletionPlace): CompletionItem[] {
  const kind = fieldsAround(place.cursor, 0).get('kind');
  const known =
    kind == null || kind === ''
      ? [
          ...new Set(
            allKinds()
              .filter((entry) => isAvailable(entry, place.release))
              .map((entry) => entry.apiVersion),
          ),
        ]
      : apiVersionsOf(kind, place.release, '');
  const first = ['v1', 'apps/v1', 'batch/v1', 'networking.k8s.io/v1'];
  return known.map((apiVersion, index) => {
    const usualRank = first.indexOf(apiVersion);
    const rank = kind ? index : usualRank < 0 ? first.length + index : usualRank;
    return valueItem(place, apiVersion, {
      rank,
      detail: groupOf(apiVersion) === '' ? say.coreGroup() : say.name({ name: groupOf(apiVersion) }),
    });
  });
}

/** A name of Kubernetes beside the label. */
function named(name: string): { readonly detail?: Message } {
  return name === '' ? {} : { detail: say.name({ name }) };
}

export interface ValueOptions {
  readonly rank: number;
  readonly detail?: Message;
  /** Whether JSON has to quote it. */
  readonly isText?: boolean;
  readonly type?: CompletionItem['type'];
}

/** A scalar instead of the one at the cursor, in the quotes that it has. */
export function valueItem(
  { cursor, file }: CompletionPlace,
  value: string,
  { rank, detail, isText = true, type = 'value' }: ValueOptions,
): CompletionItem {
  const quote = /^["']/.exec(file.text.slice(cursor.token.start, cursor.token.end))?.[0];
  const mark = quote ?? (cursor.style === 'json' && isText ? '"' : '');
  const text = `${mark}${value}${mark}`;
  // Right behind the colon a blank is missing.
  const needsBlank = cursor.type === 'value' && file.text[cursor.token.start - 1] === ':';
  return {
    label: value,
    type,
    ...(detail === undefined ? {} : { detail }),
    snippet: escapeSnippet(needsBlank ? ` ${text}` : text),
    span: cursor.token,
    filter: quote === undefined ? value : text,
    rank,
  };
}
