import { listed } from '../../../base/message.ts';
import type { TextEdit } from '../../../base/textEdit.ts';
import { defaultImagePullPolicy, httpGetDefaults, probeDefaults } from '../../../kubernetes/defaults.ts';
import { probeField } from '../../../kubernetes/pod.ts';
import { addField, removeField } from '../../../manifest/edit.ts';
import type { ManifestNode } from '../../../manifest/node.ts';
import { probeTimings } from '../../../manifest/podModel.ts';
import { refactorMessages as say } from './messages.ts';
import type { Refactoring, RefactorPlace } from './place.ts';

/** A field with the value that Kubernetes gives it where it is not written. */
interface Default {
  readonly node: ManifestNode;
  readonly value: number | string;
}

interface Group {
  readonly place: string;
  readonly defaults: readonly Default[];
}

export function writeDefaults(place: RefactorPlace): Refactoring[] {
  const group = groupAt(place);
  const missing = group?.defaults.filter(({ node }) => !node.present && !node.unknown) ?? [];
  if (!group || missing.length === 0) return [];
  const edits = missing.map(({ node, value }) => addField(node.parent!, nameOf(node), String(value)));
  const fields = listed(missing.map(({ node, value }) => `${nameOf(node)}: ${value}`));
  return joined(edits, say.writeDefaults({ place: group.place, fields }));
}

export function removeDefaults(place: RefactorPlace): Refactoring[] {
  const group = groupAt(place);
  const written = group?.defaults.filter(({ node, value }) => node.value === value) ?? [];
  if (!group || written.length === 0) return [];
  const fields = listed(written.map(({ node }) => nameOf(node)));
  return joined(
    written.map(({ node }) => removeField(node)),
    say.removeDefaults({ place: group.place, fields }),
  );
}

function joined(edits: readonly (readonly TextEdit[] | undefined)[], title: Refactoring['title']): Refactoring[] {
  return edits.includes(undefined) ? [] : [{ title, edits: edits.flatMap((some) => some!) }];
}

/** Of the innermost of probe, container and pod around the place. */
function groupAt({ probe, container, workload, node }: RefactorPlace): Group | undefined {
  if (probe) {
    if (probe.node.partial || !probe.node.isMap) return undefined;
    const http = probe.node.get('httpGet');
    return {
      place: probeField[probe.type],
      defaults: [
        ...(http.isMap && !http.partial
          ? [
              { node: http.get('path'), value: httpGetDefaults.path },
              { node: http.get('scheme'), value: httpGetDefaults.scheme },
            ]
          : []),
        ...probeTimings.map((name) => ({ node: probe.node.get(name), value: probeDefaults[name] })),
      ],
    };
  }
  if (container) {
    const { image, node: own } = container;
    // Elsewhere in a container, e.g. at its env, nobody thinks of the image.
    const isAsked = node === own || ['name', 'image', 'imagePullPolicy'].includes(String(node.path.at(-1)));
    if (image.value === undefined || own.partial || !isAsked || node.path.length > own.path.length + 1)
      return undefined;
    const value = defaultImagePullPolicy(image.value);
    return { place: container.name.value ?? 'containers', defaults: [{ node: own.get('imagePullPolicy'), value }] };
  }
  const { spec } = workload.pod;
  const isInSpec = node === spec || node.parent === spec;
  if (!isInSpec || spec.partial || !spec.isMap) return undefined;
  return {
    place: 'spec',
    defaults: [
      ...(workload.kind.restartPolicies.includes('Always') && !workload.kind.restartPolicyRequired
        ? [{ node: spec.get('restartPolicy'), value: 'Always' }]
        : []),
      { node: spec.get('terminationGracePeriodSeconds'), value: 30 },
    ],
  };
}

function nameOf({ path }: ManifestNode): string {
  return String(path.at(-1));
}
