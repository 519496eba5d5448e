/** The workspace as one document sees it. What was asked is noted, so that answers can be compared with later ones. */
import { belongsTo, isHiddenInOtherChart, withoutAlternatives } from './belonging.ts';
import type { Labels, ObjectFacts } from './facts.ts';
import { mostLookedAt, nearestTo } from './nearest.ts';
import type { IndexedObject, IndexedPod, IndexedService, WorkspaceIndex } from './workspaceIndex.ts';

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
  mayAnyBePatched(objects: readonly IndexedObject[]): boolean;
  isKustomized(): boolean;
  /** Whether an object is most likely applied with what stands in the document's file. */
  belongsHere(object: IndexedObject): boolean;
  /** Whether an object stands in the same file. */
  isHere(object: IndexedObject): boolean;
  /** The pod of the same file, where that has one pod and one Service that asks for pods. */
  pairedPod(): IndexedPod | undefined;
}

export interface SelectedPods {
  readonly certain: readonly IndexedPod[];
  readonly possible: readonly IndexedPod[];
  /** Whether more would be selected if others of their names were not nearer. */
  readonly areElsewhere: boolean;
  /** Whether there are so many that these are not all. */
  readonly isCut: boolean;
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
      return now === answer || (now.length === answer.length && now.every((item, i) => item === answer[i]));
    });
  }

  get complete(): boolean {
    return this.#ask(() => [this.#index.complete])[0]!;
  }

  podsFor(service: IndexedService['facts']): SelectedPods {
    const { selector } = service.service;
    return selector
      ? this.podsWith(selector, service.namespace)
      : { certain: [], possible: [], areElsewhere: false, isCut: false };
  }

  podsWith(selector: Labels, namespace: ObjectFacts['namespace']): SelectedPods {
    const selected = () => this.#index.selectedBy(selector, namespace);
    const near = this.#ask(() => this.#nearest(selected().certain));
    const mayBeMeant = (pods: readonly IndexedPod[]) => pods.filter((pod) => !isHiddenInOtherChart(pod, this.#file));
    const maybeNear = this.#ask(() => mayBeMeant(this.#nearest(selected().possible)));
    const [all] = this.#ask(() => [selected().certain.length + mayBeMeant(selected().possible).length]);
    const areElsewhere = near.length + maybeNear.length < all!;
    return { certain: near, possible: maybeNear, areElsewhere, isCut: all! > mostLookedAt };
  }

  podsAway(selector: Labels, namespace: string): readonly IndexedPod[] {
    return this.#ask(() => this.#nearest(this.#index.podsAway(selector, namespace)));
  }

  servicesFor(pod: IndexedPod['facts']): readonly IndexedService[] {
    return this.#ask(() => this.#nearest(this.#index.servicesFor(pod)));
  }

  servicesBeside(pod: IndexedPod['facts']): readonly IndexedService[] {
    return this.#ask(() => {
      const belongs = belongsTo({ file: this.#file, facts: pod }, (file) => this.#index.kustomizationOf(file));
      const all = this.#index.servicesFor(pod);
      if (all.length > mostLookedAt) return this.#nearest(all).filter(belongs);
      const beside = withoutAlternatives(all, this.#file).filter(belongs);
      return this.#nearest(beside.length === all.length ? all : beside);
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
    return this.#ask(() => this.#nearest(this.#index.servicesNamed(name, namespace)));
  }

  objectsNamed(kind: string, name: string): readonly IndexedObject[] {
    return this.#ask(() => this.#index.objectsNamed(kind, name));
  }

  isAutoscaled(object: ObjectFacts): boolean {
    return this.#ask(() => [this.#index.isAutoscaled(object)])[0]!;
  }

  mayBePatched(object: ObjectFacts): boolean {
    return this.#ask(() => [this.#index.isPatched(object)])[0]!;
  }

  mayAnyBePatched(objects: readonly IndexedObject[]): boolean {
    return this.#ask(() => [objects.some(({ facts }) => this.#index.isPatched(facts))])[0]!;
  }

  isKustomized(): boolean {
    return this.#ask(() => [this.#index.kustomizationOf(this.#file) !== undefined])[0]!;
  }

  belongsHere(object: IndexedObject): boolean {
    const here = { file: this.#file, facts: { ...object.facts, namespace: undefined } };
    return this.#ask(() => [belongsTo(here, (file) => this.#index.kustomizationOf(file))(object)])[0]!;
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

  #nearest<T extends IndexedObject>(objects: readonly T[]): readonly T[] {
    return nearestTo(this.#file, objects, this.#index);
  }
}
