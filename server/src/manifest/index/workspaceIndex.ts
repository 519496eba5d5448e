/**
 * The objects of all files that somebody knows of. Updated document by document: an edit costs what the edited document
 * costs, and where its facts stay the same, nobody notices.
 */
import type { BudgetFacts, DocumentFacts, Labels, ObjectFacts, PodFacts, ServiceFacts } from './facts.ts';
import { answerable, type Certainty, matchLabels, sameNamespace } from './labelMatch.ts';
import { sameData } from './sameData.ts';
import { Spellings } from './spelling.ts';

/** An object and where it is. The same object as long as nothing changes that others could know about it. */
export interface IndexedObject<F extends ObjectFacts = ObjectFacts> {
  /** The file's URI, or its path with forward slashes. */
  readonly file: string;
  readonly document: DocumentFacts;
  readonly facts: F;
}

export type IndexedPod = IndexedObject<ObjectFacts & { readonly pod: PodFacts }>;
export type IndexedService = IndexedObject<ObjectFacts & { readonly service: ServiceFacts }>;

export type IndexedBudget = IndexedObject<ObjectFacts & { readonly budget: BudgetFacts }>;

export interface Selected {
  readonly certain: readonly IndexedPod[];
  /** Not all of them where there are very many. */
  readonly possible: readonly IndexedPod[];
}

/**
 * So many objects that an answer may hold are enough to know that nobody means a certain one of them. Hundreds of documents
 * that each ask about hundreds of others cost no more than that.
 */
const enough = 200;

export interface PlacedFacts {
  /** Where the document begins in its file. */
  readonly offset: number;
  readonly facts: DocumentFacts;
}

export class WorkspaceIndex {
  readonly #files = new Map<string, ReadonlyMap<DocumentFacts, number>>();
  readonly #entries = new Map<string, Map<DocumentFacts, readonly IndexedObject[]>>();
  readonly #pods = new Set<IndexedPod>();
  /** Each pod under each of its labels. */
  readonly #podsByLabel = new Buckets<IndexedPod>();
  /** The pods that may have more labels than are known. */
  readonly #vaguePods = new Set<IndexedPod>();
  /** Each pod under the letters of each of its labels: `app=web-` for `app: web-1`. */
  readonly #podsByLetters = new Buckets<IndexedPod>();
  /** The letters of all values by label, to find those that are nearly the same. */
  readonly #spellings = new Map<string, Spellings>();
  /** Each Service under the first two labels that it asks for, or the only one. */
  readonly #servicesByLabels = new Buckets<IndexedService>();
  readonly #podsByName = new Buckets<IndexedPod>();
  readonly #byName = new Buckets<IndexedObject>();
  readonly #byKind = new Buckets<IndexedObject>();
  readonly #autoscalers = new Buckets<IndexedObject>();
  readonly #pairs = new WeakMap<object, { readonly pod: IndexedPod | undefined }>();
  /** Folders with a kustomization. */
  readonly #kustomized = new Set<string>();
  /** What was asked since the last change: many objects ask the same. */
  readonly #answers = new Map<string, unknown>();
  #version = 0;
  #complete = false;

  /** Changes whenever the answer to some question does. */
  get version(): number {
    return this.#version;
  }

  /** Whether the index knows all files there are; else what it does not know proves nothing. */
  get complete(): boolean {
    return this.#complete;
  }

  set complete(complete: boolean) {
    if (complete !== this.#complete) this.#changed();
    this.#complete = complete;
  }

  get files(): Iterable<string> {
    return this.#files.keys();
  }

  /** Tells what a file says now. */
  setFile(file: string, documents: readonly PlacedFacts[]): void {
    const before = this.#entries.get(file) ?? new Map<DocumentFacts, readonly IndexedObject[]>();
    const stay = new Set(documents.map(({ facts }) => facts));
    const gone = new Gone([...before.keys()].filter((facts) => !stay.has(facts)));
    const placed = documents
      .filter(({ facts }) => facts.objects.length > 0)
      .map(({ offset, facts }) => {
        if (before.has(facts)) return { offset, facts };
        return { offset, facts: gone.takeSame(facts) ?? facts };
      });
    const after = new Map<DocumentFacts, readonly IndexedObject[]>();
    for (const { facts } of placed) after.set(facts, before.get(facts) ?? this.#add(file, facts));
    for (const facts of gone.left()) for (const entry of before.get(facts)!) this.#remove(entry);
    if (isKustomization(file) && !this.#kustomized.has(folderOf(file))) {
      this.#kustomized.add(folderOf(file));
      this.#changed();
    }
    this.#files.set(file, new Map(placed.map(({ offset, facts }) => [facts, offset])));
    this.#entries.set(file, after);
  }

  deleteFile(file: string): void {
    for (const entries of this.#entries.get(file)?.values() ?? []) for (const entry of entries) this.#remove(entry);
    if (isKustomization(file) && this.#kustomized.delete(folderOf(file))) this.#changed();
    this.#files.delete(file);
    this.#entries.delete(file);
  }

  /** Where a document begins in its file; undefined where the file no longer has it. */
  offsetOf(file: string, document: DocumentFacts): number | undefined {
    return this.#files.get(file)?.get(document);
  }

  /** The pod of a file that has one pod and one Service that asks for pods. */
  pairIn(file: string): IndexedPod | undefined {
    const entries = this.#entries.get(file);
    if (!entries) return undefined;
    let pair = this.#pairs.get(entries);
    if (!pair) {
      const objects = [...entries.values()].flat();
      const pods = objects.filter((object): object is IndexedPod => object.facts.pod !== undefined);
      const isPair = pods.length === 1 && objects.filter(({ facts }) => facts.service?.selector).length === 1;
      pair = { pod: isPair ? pods[0] : undefined };
      this.#pairs.set(entries, pair);
    }
    return pair.pod;
  }

  /** All objects of a kind. */
  objectsOf(kind: string): ObjectFacts[] {
    return [...this.#byKind.get(kind)].map(({ facts }) => facts);
  }

  /** All objects that are or make pods. */
  podOwners(): ObjectFacts[] {
    return [...this.#pods].map(({ facts }) => facts);
  }

  /** The pods that a Service may select, and how certain that is. */
  *podsFor({ namespace, service }: IndexedService['facts']): Generator<readonly [IndexedPod, Certainty]> {
    if (service.selector) yield* this.podsWith(service.selector, namespace);
  }

  /** The pods that labels certainly select in a namespace, and those that they might; the same lists until that changes. */
  selectedBy(selector: Labels, namespace: ObjectFacts['namespace']): Selected {
    const key = `selected ${String(selector.complete)} ${keyOf(selector.pairs)} ${namespaceKey(namespace)}`;
    return this.remembered(key, () => {
      const certain: IndexedPod[] = [];
      const possible: IndexedPod[] = [];
      for (const [pod, certainty] of this.podsWith(selector, namespace)) {
        if (certainty === 'yes') certain.push(pod);
        else if (possible.length < enough) possible.push(pod);
        else if (!pod.facts.pod.labels.complete) break;
      }
      return { certain, possible };
    });
  }

  /** The pods that labels may select in a namespace, and how certain that is. */
  *podsWith(selector: Labels, namespace: ObjectFacts['namespace']): Generator<readonly [IndexedPod, Certainty]> {
    const pairs = answerable(selector);
    const [fewest] = pairs
      .map(([key, value]) => ({ key, pods: this.#podsByLabel.get(`${key}=${value}`) }))
      .sort((a, b) => a.pods.size - b.pods.size);
    const matching = (pod: IndexedPod) =>
      both(sameNamespace(namespace, pod.facts.namespace), matchLabels(selector, pod.facts.pod.labels));
    // Those that surely have the label come first.
    for (const pod of fewest?.pods ?? this.#pods) {
      const certainty = matching(pod);
      if (certainty !== 'no') yield [pod, certainty];
    }
    if (!fewest) return;
    for (const pod of this.#vagueWithout(fewest.key)) {
      const certainty = matching(pod);
      if (certainty !== 'no') yield [pod, certainty];
    }
  }

  /** The pods that may have a label of which their manifests don't tell. */
  #vagueWithout(label: string): readonly IndexedPod[] {
    return this.remembered(`vague without ${label}`, () =>
      [...this.#vaguePods].filter(({ facts }) => !Object.hasOwn(facts.pod.labels.pairs, label)),
    );
  }

  /** The pods that have these labels, certainly in another namespace. */
  podsAway(selector: Labels, namespace: string): readonly IndexedPod[] {
    const [first] = answerable(selector);
    if (!first) return [];
    return this.remembered(`away ${keyOf(selector.pairs)} ${namespace}`, () =>
      [...this.#podsByLabel.get(`${first[0]}=${first[1]}`)].filter(
        ({ facts }) =>
          sameNamespace(namespace, facts.namespace) === 'no' && matchLabels(selector, facts.pod.labels) === 'yes',
      ),
    );
  }

  /** The Services that certainly select a pod; the same list until that changes. */
  servicesFor({ namespace, pod: { labels } }: IndexedPod['facts']): readonly IndexedService[] {
    const key = `services ${String(labels.complete)} ${keyOf(labels.pairs)} ${namespaceKey(namespace)}`;
    return this.remembered(key, () =>
      this.#servicesThatAsk(Object.entries(labels.pairs)).filter(
        ({ facts }) =>
          sameNamespace(namespace, facts.namespace) === 'yes' && matchLabels(facts.service.selector!, labels) === 'yes',
      ),
    );
  }

  /** The Services that ask for some of the labels first. */
  #servicesThatAsk(labels: readonly (readonly [string, string])[]): IndexedService[] {
    if (labels.length <= fewLabels)
      return oneOrTwoOf(labels).flatMap((asked) => [...this.#servicesByLabels.get(asked)]);
    return [...this.#byKind.get('Service')].filter(
      (one): one is IndexedService => one.facts.service?.selector !== undefined,
    );
  }

  /** The objects of a file. */
  objectsIn(file: string): IndexedObject[] {
    return [...(this.#entries.get(file)?.values() ?? [])].flat();
  }

  /** What has been made of the index under a key, until the index changes. */
  remembered<T>(key: string, make: () => T): T {
    if (!this.#answers.has(key)) this.#answers.set(key, make());
    return this.#answers.get(key) as T;
  }

  #changed(): void {
    this.#version++;
    this.#answers.clear();
  }

  /** The pods that certainly have a label and are certainly in a namespace. */
  podsWithLabel(key: string, value: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[] {
    return this.remembered(`label ${key}=${value} ${namespaceKey(namespace)}`, () =>
      [...this.#podsByLabel.get(`${key}=${value}`)].filter(isIn(namespace)).slice(0, enough),
    );
  }

  /** Values that pods have for a label and that differ from these letters by a slip; without digits. */
  lettersNear(key: string, letters: string): string[] {
    return this.#spellings.get(key)?.near(letters) ?? [];
  }

  /** The pods whose value for a label has these letters and that are certainly in a namespace. */
  podsWithLetters(key: string, letters: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[] {
    return this.remembered(`letters ${key}=${letters} ${namespaceKey(namespace)}`, () =>
      [...this.#podsByLetters.get(`${key}=${letters}`)].filter(isIn(namespace)).slice(0, enough),
    );
  }

  /** The pods that an object of this name is or makes, certainly in a namespace. */
  podsNamed(name: string, namespace: ObjectFacts['namespace']): readonly IndexedPod[] {
    return this.remembered(`pods named ${name} ${namespaceKey(namespace)}`, () =>
      [...this.#podsByName.get(name)].filter(isIn(namespace)).slice(0, enough),
    );
  }

  /** The Services of this name that certainly are in the namespace; the same list until that changes. */
  servicesNamed(name: string, namespace: ObjectFacts['namespace']): readonly IndexedService[] {
    const isService = (object: IndexedObject): object is IndexedService =>
      object.facts.service !== undefined && object.facts.namespace === namespace;
    return this.remembered(`Services named ${name} ${namespaceKey(namespace)}`, () =>
      [...this.#byName.get(`Service/${name}`)].filter(isService),
    );
  }

  /** The objects of this kind and name, in any namespace, in the order of their places. */
  objectsNamed(kind: string, name: string): readonly IndexedObject[] {
    return this.remembered(`named ${kind}/${name}`, () => [...this.#byName.get(`${kind}/${name}`)].sort(compare));
  }

  /** Whether a patch changes an object of this name. */
  isPatched({ kind, name, namespace }: ObjectFacts): boolean {
    if (typeof name !== 'string') return false;
    return this.remembered(`patched ${kind}/${name} ${namespaceKey(namespace)}`, () => {
      for (const { facts } of this.#byName.get(`${kind}/${name}`))
        if (facts.isPatch && sameNamespace(namespace, facts.namespace) !== 'no') return true;
      return false;
    });
  }

  /** Whether an autoscaler decides how many pods a workload has. */
  isAutoscaled({ kind, name, namespace }: ObjectFacts): boolean {
    const about = [`${kind}/${String(name)}`, `${kind}/`].flatMap((key) => [...this.#autoscalers.get(key)]);
    return about.some(({ facts }) => sameNamespace(namespace, facts.namespace) !== 'no');
  }

  /** The folder of the nearest kustomization around a file, which may change what the file says; undefined without. */
  kustomizationOf(file: string): string | undefined {
    if (this.#kustomized.size === 0) return undefined;
    for (let folder = folderOf(file); ; folder = folderOf(folder)) {
      if (this.#kustomized.has(folder)) return folder;
      if (folder === '' || folder === folderOf(folder)) return undefined;
    }
  }

  #add(file: string, document: DocumentFacts): IndexedObject[] {
    this.#changed();
    const entries = document.objects.map((facts) => ({ file, document, facts }));
    for (const entry of entries) this.#link(entry, (set, item) => set.add(item));
    return entries;
  }

  /** Keeps the letters of a label's value as long as a pod has them. */
  #spell(key: string, letters: string): void {
    let spellings = this.#spellings.get(key);
    if (!spellings) {
      spellings = new Spellings();
      this.#spellings.set(key, spellings);
    }
    if (this.#podsByLetters.get(`${key}=${letters}`).size > 0) spellings.add(letters);
    else spellings.delete(letters);
  }

  #remove(entry: IndexedObject): void {
    this.#changed();
    this.#link(entry, (set, item) => set.delete(item));
  }

  /** Puts an object into every set where it belongs, or takes it out of them. */
  #link(entry: IndexedObject, change: <T>(set: Changeable<T>, item: T) => void): void {
    const { kind, name, pod, service, scales, isPatch } = entry.facts;
    if (typeof name === 'string') change(this.#byName.under(`${kind}/${name}`), entry);
    change(this.#byKind.under(kind), entry);
    if (scales !== undefined) change(this.#autoscalers.under(scales), entry);
    if (pod && !isPatch) {
      change(this.#pods, entry as IndexedPod);
      if (!pod.labels.complete) change(this.#vaguePods, entry as IndexedPod);
      for (const [key, value] of Object.entries(pod.labels.pairs)) {
        change(this.#podsByLabel.under(`${key}=${value}`), entry as IndexedPod);
        const letters = lettersIn(value);
        change(this.#podsByLetters.under(`${key}=${letters}`), entry as IndexedPod);
        this.#spell(key, letters);
      }
      if (typeof name === 'string') change(this.#podsByName.under(name), entry as IndexedPod);
    }
    const asked = service?.selector ? answerable(service.selector) : [];
    if (asked.length > 0) change(this.#servicesByLabels.under(labelsKey(asked.slice(0, 2))), entry as IndexedService);
  }
}

/** The documents that a file no longer has, by what they are about. */
class Gone {
  readonly #byNames = new Map<string, DocumentFacts[]>();

  constructor(documents: readonly DocumentFacts[]) {
    for (const facts of documents) {
      const names = namesIn(facts);
      const alike = this.#byNames.get(names);
      if (alike) alike.push(facts);
      else this.#byNames.set(names, [facts]);
    }
  }

  /** One that says the same, which then stays. */
  takeSame(facts: DocumentFacts): DocumentFacts | undefined {
    const alike = this.#byNames.get(namesIn(facts)) ?? [];
    const same = alike.findIndex((old) => sameData(old, facts));
    return same < 0 ? undefined : alike.splice(same, 1)[0];
  }

  left(): DocumentFacts[] {
    return [...this.#byNames.values()].flat();
  }
}

function namesIn({ objects }: DocumentFacts): string {
  return objects.map(({ kind, name }) => `${kind}/${String(name)}`).join(' ');
}

interface Changeable<T> {
  add(item: T): unknown;
  delete(item: T): unknown;
}

/** Sets by key; a set without items takes no room. */
class Buckets<T> {
  readonly #sets = new Map<string, Set<T>>();

  get(key: string): ReadonlySet<T> {
    return this.#sets.get(key) ?? new Set();
  }

  under(key: string): Changeable<T> {
    return {
      add: (item) => {
        const set = this.#sets.get(key);
        if (set) set.add(item);
        else this.#sets.set(key, new Set([item]));
      },
      delete: (item) => {
        const set = this.#sets.get(key);
        set?.delete(item);
        if (set?.size === 0) this.#sets.delete(key);
      },
    };
  }
}

/** Every two of more labels are too many to be looked up. */
const fewLabels = 30;

/** Each label and every two of them, as Services may ask for them first. */
function oneOrTwoOf(labels: readonly (readonly [string, string])[]): string[] {
  const two = labels.flatMap((one, index) => labels.slice(index + 1).map((other) => labelsKey([one, other])));
  return [...labels.map((one) => labelsKey([one])), ...two];
}

function labelsKey(labels: readonly (readonly [string, string])[]): string {
  return labels
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
}

/** The pairs in an order of their own. */
function keyOf(pairs: Labels['pairs']): string {
  return JSON.stringify(Object.entries(pairs).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A namespace that a template writes is like no text. */
function namespaceKey(namespace: ObjectFacts['namespace']): string {
  return typeof namespace === 'symbol' ? 'unknown' : JSON.stringify(namespace ?? null);
}

function isIn(namespace: ObjectFacts['namespace']) {
  return ({ facts }: IndexedObject) => sameNamespace(namespace, facts.namespace) === 'yes';
}

/** A label without digits: `web-1` and `web-2` are two applications, not one and a slip. */
export function lettersIn(value: string): string {
  return value.replace(/\d+/g, '');
}

function both(a: Certainty, b: Certainty): Certainty {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'maybe';
}

/** By place, so that the order does not depend on which file was read first. */
export function compare(a: IndexedObject, b: IndexedObject): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.facts.span.start - b.facts.span.start;
}

export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function isKustomization(file: string): boolean {
  return /(^|\/)kustomization(\.ya?ml)?$/i.test(file);
}
