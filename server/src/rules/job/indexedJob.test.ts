import { test } from 'vitest';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { indexedJob } from './indexedJob.ts';

test('what counts by index', () =>
  checkRule(
    indexedJob,
    `
    apiVersion: v1
    kind: List
    items:
    - { apiVersion: batch/v1, kind: Job, spec: { backoffLimitPerIndex: 1 } }
    #                                            ^^^^^^^^^^^^^^^^^^^^ 💡 error: backoffLimitPerIndex needs completionMode: Indexed. Add that, or remove backoffLimitPerIndex.
    - { apiVersion: batch/v1, kind: Job, spec: { completionMode: indexed } }
    #                                                            ^^^^^^^ 💡 error: completionMode must be NonIndexed or Indexed, not "indexed".
    - { apiVersion: batch/v1, kind: Job, spec: { completionMode: Indexed, maxFailedIndexes: 1 } }
    #                                                                     ^^^^^^^^^^^^^^^^ error: maxFailedIndexes needs backoffLimitPerIndex: it counts indexes that exceeded it.
    - { apiVersion: batch/v1, kind: Job, spec: { completionMode: Indexed, completions: 3, backoffLimitPerIndex: 0, maxFailedIndexes: 4 } }
    #                                                                                                                                ^ error: maxFailedIndexes can be at most 3 here, not 4.
    - { apiVersion: batch/v1, kind: Job, spec: { completionMode: Indexed, completions: 3, backoffLimitPerIndex: 0, maxFailedIndexes: 3 } }
    - { apiVersion: batch/v1, kind: Job, spec: { completionMode: Indexed } }
    - { apiVersion: batch/v1, kind: Job, spec: { completionMode: Indexed, parallelism: 100001, completions: 1 } }
    #                                                                                  ^^^^^^ error: parallelism can be at most 100000 here, not 100001.
    - { apiVersion: batch/v1, kind: Job, spec: { completionMode: {{ .Values.mode }}, backoffLimitPerIndex: 1 } }
    `,
  ));

test('completions are needed, and names of pods must fit', () =>
  checkRule(
    indexedJob,
    `
    apiVersion: batch/v1
    kind: Job
    metadata: { name: ${'a'.repeat(62)} }
    #                 ${'^'.repeat(62)} error: The pod name "aaa…
    spec: { completionMode: Indexed, completions: 10 }
    ---
    apiVersion: batch/v1
    kind: Job
    spec: { parallelism: 2, completionMode: Indexed }
    #<-- error: completionMode: Indexed needs completions.
    `,
  ));

test('made Indexed', () =>
  checkFix(
    indexedJob,
    'Make the Job Indexed',
    `
    apiVersion: batch/v1
    kind: Job
    spec:
      backoffLimitPerIndex: 1 # each
    `,
    `
    apiVersion: batch/v1
    kind: Job
    spec:
      backoffLimitPerIndex: 1 # each
      completionMode: Indexed
    `,
  ));

test('a patch may leave the number of completions to the Job', () =>
  checkSilent(
    indexedJob,
    'apiVersion: batch/v1\nkind: Job\nspec: { completionMode: Indexed, backoffLimitPerIndex: 1, maxFailedIndexes: 12 }\n',
    { mayBePatch: true },
  ));
