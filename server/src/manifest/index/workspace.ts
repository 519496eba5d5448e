/** The workspace as one document sees it. What was asked is noted, so that answers can be compared with later ones. */
import { belongsTo } from './belonging.ts';
import type { Labels, ObjectFacts } from './facts.ts';
import type { Certainty } from './labelMatch.ts';
import {
  folderOf,
  type IndexedObject,
  type IndexedPod,
  type IndexedService,
  type WorkspaceIndex,
} from './workspaceIndex.ts';

export interface Workspace {
  /** Whether all files are known; else what is not there proves nothing. */
  readonly complete: boolean;
  /** The pods that a Service certainly selects, and those that it might. */
  podsFor(service: IndexedService['facts']): SelectedPods;
  /** The pods that labels certainly select in a namespace, and those that they might. */
  podsWith(selector: Labels, namespace: ObjectFacts['namespace']): SelectedPods;
  /** The pods that have these labels, certainly in another namespace. */
  podsAway(selector: Labels, namespace: string): readonly IndexedPod[];
  /** The Services that certainly select a pod. */
  servicesFor(pod: IndexedPod['facts']): readonly IndexedService[];
  /** Those of them that the document's pod is most likely applied with. */
  servicesBeside(pod: IndexedPod['facts']): readonly IndexedService[];
  /** The pods that certainly have a label and are certainly in a namespace. */
  podsWithLabel(key: string, value: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[];
  /** Values that pods have for a label and that differ from these letters by a slip; without digits. */
  lettersNear(key: string, letters: string): readonly string[];
  /** The pods whose value for a label has these letters and that are certainly in a namespace. */
  podsWithLetters(key: string, letters: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[];
  /** The pods that an object of this name is or makes, certainly in a namespace. */
  podsNamed(name: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[];
  /** The Services that certainly are the one of this name. */
  serviceNamed(name: string, namespace: ObjectFacts['namespace']): readonly IndexedService[];
  /** The objects of this kind and name, in any namespace. */
  objectsNamed(kind: string, name: string): readonly IndexedObject[];
  isAutoscaled(object: ObjectFacts): boolean;
  /** Whether a patch or a kustomization may change an object before it is created. */
  mayBePatched(object: ObjectFacts): boolean;
  isKustomized(): boolean;
  /** Whether an object stands in the same file. */
  isHere(object: IndexedObject): boolean;
  /** The pod of the same file, where that has one pod and one Service that asks for pods. */
  pairedPod(): IndexedPod | undefined;
}

export interface SelectedPods {
  readonly certain: readonly IndexedPod[];
  readonly possible: readonly IndexedPod[];
  /** Those that would be selected too if others of their names were not nearer. */
  readonly elsewhere: readonly IndexedPod[];
}

interface Read {
  readonly again: () => readonly unknown[];
  readonly answer: readonly unknown[];
}

export class TrackedWorkspace implements Workspace {
  readonly #index: WorkspaceIndex;
  readonly #file: string;
  readonly #reads: Read[] = [];

  constructor(index: WorkspaceIndex, file: string) {
    this.#index = index;
    this.#file = file;
  }

  /** Whether everything that was asked would be answered as it was. */
  isUpToDate(): boolean {
    return this.#reads.every(({ again, answer }) => {
      const now = again();
      return now.length === answer.length && now.every((item, i) => item === answer[i]);
    });
  }

  get complete(): boolean {
    return this.#ask(() => [this.#index.complete])[0]!;
  }

  podsFor(service: IndexedService['facts']): SelectedPods {
    return this.#selected(() => this.#index.podsFor(service));
  }

  podsWith(selector: Labels, namespace: ObjectFacts['namespace']): SelectedPods {
    return this.#selected(() => this.#index.podsWith(selector, namespace));
  }

  #selected(all: () => Iterable<readonly [IndexedPod, Certainty]>): SelectedPods {
    const found = (wanted: Certainty) => () =>
      [...all()].filter(([, certainty]) => certainty === wanted).map(([pod]) => pod);
    const [certain, possible] = [this.#ask(found('yes')), this.#ask(found('maybe'))];
    const [near, maybeNear] = [this.#ask(() => this.#nearest(certain)), this.#ask(() => this.#nearest(possible))];
    const nearOnes = new Set([...near, ...maybeNear]);
    const elsewhere = [...certain, ...possible].filter((pod) => !nearOnes.has(pod));
    return { certain: near, possible: maybeNear, elsewhere };
  }

  podsAway(selector: Labels, namespace: string): readonly IndexedPod[] {
    return this.#ask(() => this.#index.podsAway(selector, namespace).sort(compare));
  }

  servicesFor(pod: IndexedPod['facts']): readonly IndexedService[] {
    return this.#ask(() => this.#nearest([...this.#index.servicesFor(pod)]));
  }

  servicesBeside(pod: IndexedPod['facts']): readonly IndexedService[] {
    return this.#ask(() => {
      const belongs = belongsTo({ file: this.#file, facts: pod }, (file) => this.#index.kustomizationOf(file));
      return this.#nearest([...this.#index.servicesFor(pod)].filter(belongs));
    });
  }

  podsWithLabel(key: string, value: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[] {
    return this.#ask(() => this.#index.podsWithLabel(key, value, namespace));
  }

  lettersNear(key: string, letters: string): readonly string[] {
    return this.#ask(() => this.#index.lettersNear(key, letters));
  }

  podsWithLetters(key: string, letters: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[] {
    return this.#ask(() => this.#index.podsWithLetters(key, letters, namespace));
  }

  podsNamed(name: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[] {
    return this.#ask(() => this.#index.podsNamed(name, namespace));
  }

  serviceNamed(name: string, namespace: ObjectFacts['namespace']): readonly IndexedService[] {
    const isService = (object: IndexedObject): object is IndexedService =>
      object.facts.service !== undefined && object.facts.namespace === namespace;
    return this.#ask(() => this.#nearest(this.#index.named('Service', name, namespace).filter(isService)));
  }

  objectsNamed(kind: string, name: string): readonly IndexedObject[] {
    return this.#ask(() => [...this.#index.objectsNamed(kind, name)].sort(compare));
  }

  isAutoscaled(object: ObjectFacts): boolean {
    return this.#ask(() => [this.#index.isAutoscaled(object)])[0]!;
  }

  mayBePatched({ kind, name, namespace }: ObjectFacts): boolean {
    const isPatched = () =>
      typeof name === 'string' && this.#index.named(kind, name, namespace).some(({ facts }) => facts.isPatch);
    return this.#ask(() => [isPatched()])[0]!;
  }

  isKustomized(): boolean {
    return this.#ask(() => [this.#index.kustomizationOf(this.#file) !== undefined])[0]!;
  }

  isHere({ file }: IndexedObject): boolean {
    return file === this.#file;
  }

  pairedPod(): IndexedPod | undefined {
    return this.#ask(() => [this.#index.pairIn(this.#file)])[0];
  }

  #ask<T>(again: () => readonly T[]): readonly T[] {
    const answer = again();
    this.#reads.push({ again, answer });
    return answer;
  }

  /**
   * Without objects of which another of the same name is nearer to the document, as there are for several environments;
   * the nearest ones first.
   */
  #nearest<T extends IndexedObject>(objects: readonly T[]): readonly T[] {
    const measured = objects.map((object) => ({ object, distance: distance(this.#file, object.file) }));
    return measured
      .filter(({ object, distance }) => distance <= this.#distanceOfNearest(object))
      .sort((a, b) => a.distance - b.distance || compare(a.object, b.object))
      .map(({ object }) => object);
  }

  #distanceOfNearest({ facts: { kind, name, namespace } }: IndexedObject): number {
    if (typeof name !== 'string') return Number.POSITIVE_INFINITY;
    const twins = this.#index.named(kind, name, namespace).filter(({ facts }) => facts.namespace === namespace);
    return Math.min(...twins.map(({ file }) => distance(this.#file, file)));
  }
}

/** By place, so that the order does not depend on which file was read first. */
function compare(a: IndexedObject, b: IndexedObject): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.facts.span.start - b.facts.span.start;
}

/** How many folders lie between two files; less than none where they are the same. */
function distance(a: string, b: string): number {
  if (a === b) return -1;
  const [from, to] = [folderOf(a).split('/'), folderOf(b).split('/')];
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  return from.length + to.length - 2 * shared;
}
