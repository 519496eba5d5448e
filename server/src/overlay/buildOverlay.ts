/** `kustomize build` (`api/internal/target/kusttarget.go`): what a folder with a kustomization becomes. */

import { kustomizationNames } from '../kubernetes/kustomizationNames.ts';
import { BuildError, notUnderstood, refused } from './buildError.ts';
import { defaultSpecs, type TransformerSpecs } from './defaultSpecs.ts';
import { contentHash, generate } from './generators.ts';
import type { KustomizationFile } from './kustomizationFile.ts';
import { overlayNeeds as needs } from './messages.ts';
import { fixNameReferences } from './nameReferences.ts';
import type { OverlayFiles } from './overlayFiles.ts';
import { applyJsonPatches, applyPatch, applyStrategicMerge, type PatchTargets } from './patches.ts';
import { isRemote, resolvePath } from './paths.ts';
import { readTrees } from './readTree.ts';
import { applyReplacements } from './replacements.ts';
import {
  currentId,
  describeId,
  hadId,
  idKey,
  type Resource,
  resourceOf,
  setName,
  storePreviousId,
} from './resource.ts';
import { type SourceText, scalarText, wholeFile } from './sourceText.ts';
import { mergeSpecs, readSpecs } from './transformerConfig.ts';
import {
  addAffix,
  addPairs,
  labelSpecs,
  rewriteAnnotations,
  setAllImages,
  setNamespace,
  setReplicas,
} from './transformers.ts';
import {
  cloneTree,
  entriesOf,
  field,
  isNull,
  type MapTree,
  mapUnder,
  put,
  type ScalarTree,
  type Tree,
  textAt,
} from './tree.ts';
import { resolveVariables, type Variable } from './variables.ts';

export interface BuiltOverlay {
  /** The built objects, in Kustomize's order. */
  readonly objects: readonly MapTree[];
  /** Whether there may be more objects: of a remote base, a plugin, or a file that is not in view. */
  readonly isIncomplete: boolean;
  /** Why nothing is built. */
  readonly failure: BuildError | undefined;
  /** Everything that was looked for, be it there or not: a change of anything else changes nothing. */
  readonly looked: ReadonlyMap<string, string | undefined>;
  /** The folders of all kustomizations that it is made of. */
  readonly folders: ReadonlySet<string>;
  /** Files that are patches in it. */
  readonly patches: ReadonlySet<string>;
}

/** Never throws. */
export function buildOverlay(folder: string, files: OverlayFiles): BuiltOverlay {
  const builder = new Builder(files);
  let objects: readonly MapTree[] = [];
  let failure: BuildError | undefined;
  try {
    objects = builder.build(folder);
  } catch (error) {
    if (error instanceof BuildError) failure = error;
    // What was read is nested too deeply.
    else if (error instanceof RangeError) failure = notUnderstood(needs.tooDeep());
    else throw error;
  }
  const { isIncomplete, looked, folders, patches } = builder;
  return { objects, isIncomplete, failure, looked, folders, patches };
}

/** What has been put together so far. */
interface Accumulated {
  resources: Resource[];
  specs: TransformerSpecs;
  readonly variables: Variable[];
}

class Builder {
  readonly looked = new Map<string, string | undefined>();
  readonly folders = new Set<string>();
  readonly patches = new Set<string>();
  isIncomplete = false;
  readonly files: OverlayFiles;
  /** The folders on the way, to find circles. */
  readonly #way: string[] = [];

  constructor(files: OverlayFiles) {
    this.files = files;
  }

  build(folder: string): MapTree[] {
    const all: Accumulated = { resources: [], specs: defaultSpecs, variables: [] };
    const file = this.#kustomizationIn(folder);
    if (!file) throw refused('there is no kustomization');
    this.#accumulate(folder, file, all);
    for (const resource of all.resources)
      if (resource.needsHash) {
        const hash = contentHash(resource.tree);
        storePreviousId(resource);
        setName(resource, `${currentId(resource).name}-${hash}`);
      }
    fixNameReferences(all.resources, all.specs.nameReference);
    resolveVariables(all.resources, all.variables, all.specs.varReference, this.isIncomplete);
    all.resources.forEach(rewriteAnnotations);
    return all.resources.map(({ tree }) => tree).filter((tree) => !isLocal(tree));
  }

  #textOf(path: string): string | undefined {
    if (!this.looked.has(path)) this.looked.set(path, this.files.textOf(path));
    return this.looked.get(path);
  }

  #kustomizationIn(folder: string): { readonly path: string; readonly text: string } | undefined {
    const found = kustomizationNames.flatMap((name) => {
      const path = `${folder}/${name}`;
      const text = this.#textOf(path);
      return text === undefined ? [] : [{ path, text }];
    });
    if (found.length > 1) throw refused(`Found multiple kustomization files under: ${folder}`);
    return found[0];
  }

  #accumulate(folder: string, file: { readonly path: string; readonly text: string }, all: Accumulated): void {
    if (this.#way.includes(folder)) throw refused('cycle detected');
    this.#way.push(folder);
    this.folders.add(folder);
    const kustomization = this.files.kustomization(file.path, file.text);
    new KustomizationBuild(this, folder, file, kustomization, all).run();
    this.#way.pop();
  }

  /** A folder's own objects, or those that its component makes of the ones so far. */
  addFolder(folder: string, isComponent: boolean, all: Accumulated, at: Tree): void {
    const file = this.#kustomizationIn(folder);
    if (!file) {
      this.isIncomplete = true;
      return;
    }
    const kustomization = this.files.kustomization(file.path, file.text);
    if (kustomization.isComponent !== isComponent)
      throw refused(`expected kind ${isComponent ? '' : '!'}= 'Component' for path '${folder}'`, at.place);
    if (isComponent) {
      this.#accumulate(folder, file, all);
      return;
    }
    const own: Accumulated = { resources: [], specs: defaultSpecs, variables: [] };
    this.#accumulate(folder, file, own);
    all.resources = append(all.resources, own.resources);
    all.specs = mergeSpecs(all.specs, own.specs);
    all.variables.push(...own.variables);
  }

  textOf(path: string): string | undefined {
    return this.#textOf(path);
  }
}

/** What one kustomization does. */
class KustomizationBuild {
  readonly #builder: Builder;
  readonly #folder: string;
  readonly #outer: SourceText;
  readonly #file: KustomizationFile;
  readonly #all: Accumulated;

  constructor(
    builder: Builder,
    folder: string,
    { path, text }: { readonly path: string; readonly text: string },
    file: KustomizationFile,
    all: Accumulated,
  ) {
    this.#builder = builder;
    this.#folder = folder;
    this.#outer = wholeFile(path, text);
    this.#file = file;
    this.#all = all;
  }

  run(): void {
    this.#refuseUnknown();
    let added: Resource[] = [];
    for (const entry of [...this.#file.list('resources'), ...this.#file.list('bases')]) {
      const ofFile = this.#resourcesOf(entry);
      if (ofFile) added.push(...ofFile);
      else {
        this.#all.resources = append(this.#all.resources, added);
        added = [];
        this.#builder.addFolder(resolvePath(this.#folder, textAt(entry)), false, this.#all, entry);
      }
    }
    this.#all.resources = append(this.#all.resources, added);
    this.#configure();
    this.#generate();
    for (const component of this.#file.list('components')) this.#addComponent(component);
    this.#transform();
    for (const variable of this.#file.list('vars')) this.#all.variables.push({ tree: variable });
  }

  #refuseUnknown(): void {
    if (this.#file.get('openapi')) throw notUnderstood(needs.field({ name: 'openapi' }));
    if (this.#file.list('transformers').length > 0) throw notUnderstood(needs.field({ name: 'transformers' }));
    const makers = ['generators', 'helmCharts', 'helmChartInflationGenerator'] as const;
    if (makers.some((name) => this.#file.list(name).length > 0)) this.#builder.isIncomplete = true;
  }

  /** The objects of a file; undefined where the entry names a folder. */
  #resourcesOf(entry: Tree): Resource[] | undefined {
    const path = textAt(entry);
    if (isRemote(path)) {
      this.#builder.isIncomplete = true;
      return [];
    }
    const file = resolvePath(this.#folder, path);
    const text = this.#builder.textOf(file);
    return text === undefined ? undefined : objectsIn(this.#builder.files.trees(file, text)).map(resourceOf);
  }

  #addComponent(entry: Tree): void {
    const path = textAt(entry);
    // What it does to all objects is unknown.
    if (isRemote(path)) throw notUnderstood(needs.remoteComponent(), entry.place);
    const folder = resolvePath(this.#folder, path);
    const before = this.#builder.isIncomplete;
    this.#builder.isIncomplete = false;
    this.#builder.addFolder(folder, true, this.#all, entry);
    const isMissing = this.#builder.isIncomplete && !this.#builder.folders.has(folder);
    this.#builder.isIncomplete ||= before;
    if (isMissing) throw notUnderstood(needs.component(), entry.place);
  }

  #configure(): void {
    for (const entry of this.#file.list('configurations')) {
      const path = resolvePath(this.#folder, textAt(entry));
      const text = this.#builder.textOf(path);
      if (text === undefined) throw notUnderstood(needs.configuration(), entry.place);
      for (const tree of this.#builder.files.trees(path, text))
        this.#all.specs = mergeSpecs(this.#all.specs, readSpecs(tree));
    }
  }

  #generate(): void {
    for (const [list, kind] of [
      ['configMapGenerator', 'ConfigMap'],
      ['secretGenerator', 'Secret'],
    ] as const)
      for (const args of this.#file.list(list)) {
        const generated = generate(kind, args, this.#file.get('generatorOptions'), (path) => {
          const file = resolvePath(this.#folder, path);
          const text = this.#builder.textOf(file);
          return text === undefined
            ? undefined
            : { text, place: { file, start: 0, end: text.length, isLiteral: false } };
        });
        this.#absorb(generated.tree, generated.behavior, generated.needsHash, args);
        this.#builder.isIncomplete ||= generated.isUnknown;
      }
  }

  /** A generated object is added, or merged into the one of its name. */
  #absorb(tree: MapTree, behavior: string, needsHash: boolean, at: Tree): void {
    const resource = { ...resourceOf(tree), needsHash, isGenerated: true };
    const id = currentId(resource);
    const known = this.#all.resources.filter((one) => hadId(one, id));
    const [old] = known;
    const isMerge = behavior === 'merge' || behavior === 'replace';
    if (known.length > 1)
      throw refused(`found multiple objects that could accept merge of ${describeId(id)}`, at.place);
    if (!old && isMerge && this.#builder.isIncomplete) return;
    if (!old === isMerge)
      throw refused(`id ${describeId(id)} ${old ? 'exists' : 'does not exist; cannot merge or replace'}`, at.place);
    if (!old) {
      this.#all.resources.push(resource);
      return;
    }
    const merged = { ...resource, ...old, tree, needsHash: needsHash && old.needsHash };
    const metadata = mapUnder(tree, 'metadata');
    for (const list of ['labels', 'annotations'])
      for (const [key, { keyPlace, value }] of entriesOf(field(old.tree, 'metadata', list)))
        if (!field(metadata, list, key)) put(mapUnder(metadata, list), key, value, keyPlace);
    for (const name of ['name', 'namespace']) {
      const written = field(old.tree, 'metadata', name);
      if (written) put(metadata, name, written);
    }
    if (behavior === 'merge')
      for (const list of ['data', 'binaryData'])
        for (const [key, { keyPlace, value }] of entriesOf(field(old.tree, list)))
          if (!field(tree, list, key)) put(mapUnder(tree, list), key, value, keyPlace);
    this.#all.resources = this.#all.resources.map((one) => (one === old ? merged : one));
  }

  #transform(): void {
    const file = this.#file;
    const { specs } = this.#all;
    const patched = (apply: (targets: PatchTargets) => Resource[]) => {
      const { isIncomplete } = this.#builder;
      this.#all.resources = apply({ resources: this.#all.resources, isIncomplete });
    };
    for (const entry of file.list('patchesStrategicMerge'))
      patched((targets) => applyStrategicMerge(this.#patchText(entry), targets));
    for (const entry of file.list('patches')) patched((targets) => applyPatch(entry, this.#sourceOf(entry), targets));
    const { resources } = this.#all;
    const namespace = scalarOf(file.get('namespace'));
    if (namespace) setNamespace(resources, namespace, specs);
    const prefix = scalarOf(file.get('namePrefix'));
    if (prefix) addAffix(resources, prefix, 'prefix', specs.namePrefix);
    const suffix = scalarOf(file.get('nameSuffix'));
    if (suffix) addAffix(resources, suffix, 'suffix', specs.nameSuffix);
    for (const entry of file.list('labels'))
      addPairs(resources, entriesOf(field(entry, 'pairs')), labelSpecs(entry, specs));
    addPairs(resources, entriesOf(file.get('commonLabels')), specs.commonLabels);
    addPairs(resources, entriesOf(file.get('commonAnnotations')), specs.commonAnnotations);
    for (const entry of file.list('patchesJson6902'))
      patched((targets) => applyJsonPatches(field(entry, 'target'), readTrees(this.#sourceOf(entry)), targets, entry));
    for (const entry of file.list('replicas'))
      if (!setReplicas(resources, entry, specs.replicas) && !this.#builder.isIncomplete)
        throw refused(`resource with name ${textAt(entry, 'name')} does not match`, field(entry, 'name')?.place);
    for (const entry of [...file.list('images'), ...file.list('imageTags')])
      setAllImages(resources, entry, specs.images);
    for (const entry of file.list('replacements'))
      for (const replacement of this.#replacementsIn(entry))
        applyReplacements(this.#all.resources, replacement, this.#builder.isIncomplete);
  }

  #replacementsIn(entry: Tree): readonly Tree[] {
    const path = textAt(entry, 'path');
    if (path === '') return [entry];
    const file = resolvePath(this.#folder, path);
    const text = this.#builder.textOf(file);
    if (text === undefined) throw notUnderstood(needs.replacements(), entry.place);
    return this.#builder.files.trees(file, text).flatMap((tree) => (tree.kind === 'list' ? tree.items : [tree]));
  }

  /** The text of an entry with `path` or `patch`. */
  #sourceOf(entry: Tree): SourceText {
    const [inline, path] = [field(entry, 'patch'), field(entry, 'path')];
    const isInline = textAt(inline).trim() !== '';
    if (isInline === (textAt(path) !== '')) throw refused('must specify one of patch and path', entry.place);
    return isInline ? this.#inline(inline!) : this.#fileText(path!);
  }

  /** A file, or a patch in place of its name. */
  #patchText(entry: Tree): SourceText {
    return textAt(entry).includes('\n') ? this.#inline(entry) : this.#fileText(entry);
  }

  #inline(scalar: Tree): SourceText {
    const { place } = scalar;
    return place ? scalarText(textAt(scalar), this.#outer, place.start, place.end) : wholeFile('', textAt(scalar));
  }

  #fileText(entry: Tree): SourceText {
    const path = textAt(entry);
    const file = resolvePath(this.#folder, path);
    const text = isRemote(path) ? undefined : this.#builder.textOf(file);
    if (text === undefined) throw notUnderstood(needs.patch(), entry.place);
    this.#builder.patches.add(file);
    return wholeFile(file, text);
  }
}

function scalarOf(tree: Tree | undefined): ScalarTree | undefined {
  return tree?.kind === 'scalar' && textAt(tree) !== '' ? tree : undefined;
}

/** Two objects of one id are refused. */
function append(resources: readonly Resource[], added: readonly Resource[]): Resource[] {
  const known = new Set(resources.map((resource) => idKey(currentId(resource))));
  for (const resource of added) {
    const id = currentId(resource);
    if (known.has(idKey(id)))
      throw refused(
        `may not add resource with an already registered id: ${describeId(id)}`,
        field(resource.tree, 'metadata', 'name')?.place,
      );
    known.add(idKey(id));
  }
  return [...resources, ...added];
}

/** The objects of documents; the items of lists come behind the others (`api/resource/factory.go`). */
function objectsIn(documents: readonly Tree[]): MapTree[] {
  const objects: MapTree[] = [];
  const queue = [...documents];
  for (const tree of queue) {
    const kind = textAt(tree, 'kind');
    if (tree.kind !== 'map' || kind === '') throw refused('missing metadata.kind or no mapping', tree.place);
    const items = field(tree, 'items');
    if (kind.endsWith('List') && items) {
      if (items.kind === 'list') queue.push(...items.items);
      else if (!isNull(items)) throw refused(`expected array in ${kind}/items`, items.place);
    } else if (textAt(tree, 'metadata', 'name') === '') throw refused('missing metadata.name', tree.place);
    else objects.push(cloneTree(tree));
  }
  return objects;
}

function isLocal(tree: MapTree): boolean {
  const annotation = field(tree, 'metadata', 'annotations', 'config.kubernetes.io/local-config');
  return annotation !== undefined && textAt(annotation) !== 'false';
}
