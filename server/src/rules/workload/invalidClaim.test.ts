import { test } from 'vitest';
import { checkRule, checkSilent } from '../testing/checkRule.ts';
import { invalidClaim } from './invalidClaim.ts';

test('a good one', () =>
  checkSilent(
    invalidClaim,
    `
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 1Gi}}
      dataSource: {kind: PersistentVolumeClaim, name: old}
    `,
  ));

test('says how much and how', () =>
  checkRule(
    invalidClaim,
    `
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec:
      accessModes: [ReadWriteOncePod, ReadWriteOnce, null]
    # ^^^^^^^^^^^ error: ReadWriteOncePod can’t be combined with other access modes.
    #                                                ^^^^ error: An item of accessModes must not be empty. Remove it.
      storageClassName: Fast
    #                   ^^^^ error: "Fast" is not a valid storageClassName: must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character.
      resources:
        requests: {storage: 0}
    #                       ^ error: storage must be more than 0, not 0.
    `,
  ));

test('needs something at all', () =>
  checkRule(
    invalidClaim,
    `
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec: null
    #<-- error: accessModes is required here, e.g. ReadWriteOnce.
    #<-- error: resources.requests.storage is required here.
    `,
  ));

test('sources', () =>
  checkRule(
    invalidClaim,
    `
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 1Gi}}
      dataSource: {kind: PersistentVolumeClaim, name: a}
    # ^^^^^^^^^^ error: dataSource and dataSourceRef must name the same. Keep one of them.
      dataSourceRef:
    # ^^^^^^^^^^^^^ error: Without an apiGroup only a PersistentVolumeClaim can be a data source. Add the apiGroup of "Other".
        kind: Other
        name: b
    `,
  ));

test('what else stands in the old field is dropped', () =>
  checkSilent(
    invalidClaim,
    `
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec:
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 1Gi}}
      dataSource: {apiGroup: example.com, kind: Image, name: ""}
    `,
  ));
