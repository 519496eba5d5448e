import { compareReleases } from '../../schema/release.ts';
import { climbs, localPathFault, objectsIn } from '../reading.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `ValidateVolumeMounts`, `ValidateVolumeDevices`; they name most fields of a mount without its index. */
export const invalidMount = defineRule({
  meta: {
    id: 'invalid-mount',
    severity: 'error',
    appliesTo: 'container',
    summary: 'A container mounts its volumes in a way that is possible.',
    messages: {
      path: '{field} "{value}" is not valid. {complaint}',
      bidirectional: {
        text: 'mountPropagation: Bidirectional needs a privileged container.',
        detail: 'Set securityContext.privileged: true, or use HostToContainer.',
      },
      empty: '{field} must not be empty. Remove it.',
      notReadOnly: 'recursiveReadOnly: {value} needs readOnly: true beside it.',
      propagated: 'recursiveReadOnly: {value} can’t be combined with mountPropagation: {propagation}.',
      devicePath: 'devicePath "{value}" must not contain ..',
      deviceTwice: 'Two devices of this container have the {field} "{value}". They must differ.',
      noBlock: '"{value}" can’t be a block device: it is not a persistentVolumeClaim or an ephemeral volume.',
      both: '"{value}" must not be in both volumeMounts and volumeDevices.',
    },
    references: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go',
    ],
  },
  *check({ container, pod }, { kubernetes }) {
    const list = container.node.get('volumeMounts');
    const devices = container.node.get('volumeDevices');
    if (!list.isList && !devices.isList) return;
    const privileged = container.node.get('securityContext').get('privileged');
    const mounted = new Set(objectsIn(list).map((mount) => mount.get('name').string));
    const asDevices = new Set(objectsIn(devices).map((device) => device.get('name').string));
    for (const mount of objectsIn(list)) {
      const named = (field: string) => [...list.path, field];
      for (const field of ['subPath', 'subPathExpr']) {
        const node = mount.get(field);
        const complaint = node.string ? localPathFault(node.string) : undefined;
        if (complaint !== undefined)
          yield { message: 'path', at: node, path: named(field), data: { field, value: node.string!, complaint } };
      }
      const propagation = mount.get('mountPropagation');
      if (propagation.value === '')
        yield {
          message: 'empty',
          at: propagation,
          path: named('mountPropagation'),
          data: { field: 'mountPropagation' },
        };
      else if (propagation.value === 'Bidirectional' && !privileged.unknown && privileged.value !== true)
        yield { message: 'bidirectional', at: propagation, path: named('mountPropagation') };
      const recursive = mount.get('recursiveReadOnly');
      const value = recursive.string;
      // Upstream: RecursiveReadOnlyMounts. Before, the API server drops the field or does not know it.
      if (value !== undefined && compareReleases(kubernetes, '1.31') >= 0) {
        const path = named('recursiveReadOnly');
        const readOnly = mount.get('readOnly');
        const isRecursive = value === 'Enabled' || value === 'IfPossible';
        if (value === '') yield { message: 'empty', at: recursive, path, data: { field: 'recursiveReadOnly' } };
        if (isRecursive && !readOnly.unknown && readOnly.value !== true)
          yield { message: 'notReadOnly', at: recursive, path, data: { value } };
        if (isRecursive && propagation.string !== undefined && propagation.string !== 'None')
          yield { message: 'propagated', at: recursive, path, data: { value, propagation: propagation.string } };
      }
      const name = mount.get('name').string;
      if (name && asDevices.has(name)) yield { message: 'both', at: mount.get('name'), data: { value: name } };
    }
    const seen = { name: new Set<string>(), devicePath: new Set<string>() };
    const volumes = objectsIn(pod.spec.get('volumes'));
    for (const device of objectsIn(devices)) {
      const path = device.get('devicePath');
      if (path.string && climbs(path.string)) yield { message: 'devicePath', at: path, data: { value: path.string } };
      for (const field of ['name', 'devicePath'] as const) {
        const node = device.get(field);
        if (!node.string) continue;
        if (seen[field].has(node.string))
          yield { message: 'deviceTwice', at: node, data: { field, value: node.string } };
        if (field === 'name' || !climbs(node.string)) seen[field].add(node.string);
      }
      const name = device.get('name');
      if (!name.string) continue;
      if (mounted.has(name.string)) yield { message: 'both', at: name, data: { value: name.string } };
      const volume = volumes.find((one) => one.get('name').string === name.string);
      const sources = volume ? ['persistentVolumeClaim', 'ephemeral'].map((source) => volume.get(source)) : [];
      if (volume && !volume.partial && sources.every((source) => !source.isSet && !source.unknown))
        yield { message: 'noBlock', at: name, data: { value: name.string } };
    }
  },
});
