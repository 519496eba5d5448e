/** A kustomization as it is written (`api/types/kustomization.go`). */
import { refused } from './buildError.ts';
import { readTrees } from './readTree.ts';
import { wholeFile } from './sourceText.ts';
import { field, itemsOf, type MapTree, type Tree, textAt } from './tree.ts';

const lists = [
  'labels',
  'patchesStrategicMerge',
  'patchesJson6902',
  'patches',
  'images',
  'imageTags',
  'replacements',
  'replicas',
  'vars',
  'resources',
  'components',
  'crds',
  'bases',
  'configMapGenerator',
  'secretGenerator',
  'helmCharts',
  'helmChartInflationGenerator',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'buildMetadata',
] as const;
const texts = ['apiVersion', 'kind', 'namePrefix', 'nameSuffix', 'namespace'] as const;
const maps = [
  'metadata',
  'openapi',
  'commonLabels',
  'commonAnnotations',
  'sortOptions',
  'helmGlobals',
  'generatorOptions',
] as const;

type ListName = (typeof lists)[number];

export class KustomizationFile {
  readonly #tree: MapTree;
  readonly isComponent: boolean;

  /** Throws a `BuildError` where Kustomize does not take the file. */
  constructor(file: string, text: string) {
    const [tree] = readTrees(wholeFile(file, text));
    if (tree?.kind !== 'map') throw refused('kustomization.yaml is empty');
    for (const [name, { keyPlace, value }] of tree.entries) {
      const wanted = kindOf(name);
      if (wanted === undefined) throw refused(`unknown field "${name}"`, keyPlace);
      const isNull = value.kind === 'scalar' && value.value === null;
      if (!isNull && value.kind !== wanted) throw refused(`${name} has another type of value`, keyPlace);
    }
    this.#tree = tree;
    const kind = textAt(tree, 'kind') || 'Kustomization';
    this.isComponent = kind === 'Component';
    if (!this.isComponent && kind !== 'Kustomization')
      throw refused('kind should be Kustomization or Component', field(tree, 'kind')?.place);
    const version = `kustomize.config.k8s.io/${this.isComponent ? 'v1alpha1' : 'v1beta1'}`;
    const written = textAt(tree, 'apiVersion');
    if (written !== '' && written !== version)
      throw refused(`apiVersion for ${kind} should be ${version}`, field(tree, 'apiVersion')?.place);
  }

  list(name: ListName): readonly Tree[] {
    return itemsOf(field(this.#tree, name));
  }

  get(name: (typeof texts)[number] | (typeof maps)[number]): Tree | undefined {
    return field(this.#tree, name);
  }
}

function kindOf(name: string): Tree['kind'] | undefined {
  const isIn = (names: readonly string[]) => names.includes(name);
  if (isIn(lists)) return 'list';
  if (isIn(texts)) return 'scalar';
  return isIn(maps) ? 'map' : undefined;
}
