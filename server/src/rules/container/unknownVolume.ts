import { replaceValue } from '../../manifest/edit.ts';
import { suggest } from '../../schema/suggest.ts';
import { defineRule } from '../rule.ts';
import { brokenVolumesOf } from './brokenVolumes.ts';
import { claimNames } from './podVolumes.ts';

/** Upstream: `ValidateVolumeMounts`, `ValidateVolumeDevices`. A StatefulSet adds volumes by its claim templates. */
export const unknownVolume = defineRule({
  meta: {
    id: 'unknown-volume',
    severity: 'error',
    appliesTo: 'container',
    summary: 'A container mounts volumes that its pod has, each at a place of its own.',
    messages: {
      broken: 'Volume "{name}" is not valid, so it counts as missing here.',
      unknown: 'This pod has no volume "{name}". Add it to volumes, or use one that is there.',
      missing: 'name is required here: the volume to use.',
      noPath: '{field} is required here.',
      twice: 'Two volumes are mounted at {path}. Places must differ.',
      subPath: 'A mount must have either subPath or subPathExpr, not both.',
      use: 'Use {name}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ workload, pod, container }, context) {
    const volumes = pod.spec.get('volumes');
    const claims =
      workload.kind.kind === 'StatefulSet' ? workload.object.root.get('spec').get('volumeClaimTemplates') : undefined;
    const lists = [
      { list: container.node.get('volumeMounts'), field: 'mountPath' },
      { list: container.node.get('volumeDevices'), field: 'devicePath' },
    ];
    if (lists.every(({ list }) => !list.isList)) return;
    const names = [
      ...volumes.items().map((volume) => volume.get('name')),
      ...(claims?.items() ?? []).map((claim) => claim.get('metadata').get('name')),
    ];
    const claimed = claims ? claimNames(workload.object.root) : [];
    const known = names.flatMap(({ string }) => string ?? []);
    const isOpen =
      workload.kind.custom?.addsVolumes === true ||
      volumes.unknown ||
      volumes.partial ||
      (claims !== undefined && (claims.unknown || claims.partial)) ||
      names.some((name) => name.unknown || (name.isSet && name.string === undefined));
    const places = new Set<string>();
    for (const { list, field } of lists) {
      for (const item of list.items()) {
        if (item.unknown || !item.readsAsMap) continue;
        const node = item.get('name');
        const name = node.isSet ? node.string : '';
        if (name === '' && !node.unknown && !node.partial) yield { message: 'missing', at: node };
        else if (name && !isOpen && !known.includes(name) && !workload.object.isPatch) {
          const fixes = () => {
            const meant = suggest(name, known);
            return meant
              ? [{ title: 'use', data: { name: meant }, safe: false, edits: replaceValue(node, meant) } as const]
              : [];
          };
          yield { message: 'unknown', at: node, data: { name }, fixes };
        } else if (
          name &&
          known.includes(name) &&
          !claimed.includes(name) &&
          brokenVolumesOf(workload, pod, context).has(name)
        )
          yield { message: 'broken', at: node, data: { name } };
        const place = item.get(field);
        const path = place.isSet ? place.string : '';
        if (path === '' && !place.unknown && !place.partial) yield { message: 'noPath', at: place, data: { field } };
        else if (path && places.has(path)) yield { message: 'twice', at: place, data: { path } };
        if (path) places.add(path);
        if (item.get('subPath').string && item.get('subPathExpr').string)
          yield { message: 'subPath', at: item.get('subPathExpr') };
      }
    }
  },
});
