/**
 * Where a document defines and uses names: ports, containers, volumes, labels, and objects. What else knows of a document
 * (`facts.ts`) decides findings; this serves navigation and renaming, and may change with every line that moves.
 */
import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { FieldPath } from '../../base/fieldPath.ts';
import type { Span } from '../../base/span.ts';
import { isTemplated, nodeSpan, scalarValue, type YamlDocument } from '../../yaml/document.ts';
import { isMergeKey, keyText } from '../../yaml/key.ts';
import type { DocumentContent } from '../file.ts';
import type { ManifestObject } from '../object.ts';
import { workloadsOf } from '../workload.ts';
import type { Maybe, PodFacts } from './facts.ts';
import { kindNamedAt } from './objectReferences.ts';
import { objectFacts } from './readFacts.ts';

export type SymbolType = 'object' | 'container' | 'volume' | 'port' | 'servicePort' | 'label';

export interface Reference {
  readonly type: SymbolType;
  readonly role: 'definition' | 'use';
  /** What is written, and what a rename changes. */
  readonly name: string;
  /** The same for everything that may mean the same: `ConfigMap/settings`, `app=web`. */
  readonly key: string;
  /** Of the scalar, relative to the document. */
  readonly span: Span;
  /** Names of containers, volumes and ports hold in one pod: which of the document's, or none. */
  readonly scope: string | undefined;
  readonly namespace: Maybe<string | undefined>;
  /** The pod that holds it, as far as its labels are known. */
  readonly pod?: PodFacts;
  /** The labels that its Service or selector asks for. */
  readonly selector?: Readonly<Record<string, string>>;
}

export interface DocumentReferences {
  readonly all: readonly Reference[];
}

const known = new WeakMap<DocumentContent, DocumentReferences>();

/** The references of a document; the same object as long as its text is the same. */
export function referencesOf(content: DocumentContent): DocumentReferences {
  let references = known.get(content);
  if (!references) {
    references = { all: content.objects.flatMap((object, number) => readObject(object, number)) };
    known.set(content, references);
  }
  return references;
}

interface Written {
  readonly path: FieldPath;
  readonly value: string;
  readonly span: Span;
  /** The scalars beside it. */
  readonly sibling: (name: string) => string | undefined;
}

function readObject(object: ManifestObject, number: number): Reference[] {
  if (object.kind.endsWith('List') && object.root.get('items').isList) return [];
  return new ReferenceReader(object, number).read();
}

class ReferenceReader {
  readonly #object: ManifestObject;
  readonly #number: number;
  readonly #podPaths: readonly FieldPath[];
  readonly #pod: PodFacts | undefined;
  readonly #found: Reference[] = [];

  constructor(object: ManifestObject, number: number) {
    this.#object = object;
    this.#number = number;
    this.#podPaths = workloadsOf(object).map(({ podPath }) => podPath);
    this.#pod = objectFacts(object).pod;
  }

  read(): Reference[] {
    const { document, root } = this.#object;
    for (const written of scalarsIn(document, root.yaml)) this.#scalar(written);
    return this.#found;
  }

  #scalar(written: Written): void {
    const { path, value } = written;
    const [last, beforeLast] = [path.at(-1), path.at(-2)];
    const kind = kindNamedAt(path, written.sibling);
    if (path.length === 2 && path[0] === 'metadata' && last === 'name')
      this.#add('object', 'definition', written, `${this.#object.kind}/${value}`);
    else if (kind !== undefined) this.#add('object', 'use', written, `${kind}/${value}`);
    else if (beforeLast === 'labels' && this.#isPodLabels(path)) this.#addLabel('definition', written);
    else if (beforeLast === 'matchLabels' || (this.#isService && path.length === 3 && beforeLast === 'selector'))
      this.#addLabel('use', written);
    else if (this.#isService) this.#servicePort(written);
    else if (last === 'name' && beforeLast === 'port' && path.at(-3) === 'service') this.#backendPort(written);
    else this.#inPod(written);
  }

  #inPod(written: Written): void {
    const { path, value } = written;
    const [last, beforeLast, list] = [path.at(-1), path.at(-2), path.at(-3)];
    const container = path.findLastIndex((step) => step === 'containers' || step === 'initContainers');
    const pod = path.slice(0, container).join('.');
    if (last === 'name' && path.length === container + 3 && typeof beforeLast === 'number')
      this.#addInPod('container', 'definition', written, pod);
    else if (last === 'containerName' && container >= 0) this.#addInPod('container', 'use', written, pod);
    else if (last === 'name' && list === 'ports' && container >= 0) this.#addInPod('port', 'definition', written, pod);
    else if (last === 'port' && (beforeLast === 'httpGet' || beforeLast === 'tcpSocket') && !isNumeric(value))
      this.#addInPod('port', 'use', written, pod);
    else if (last === 'name' && list === 'volumes')
      this.#addInPod('volume', 'definition', written, path.slice(0, -3).join('.'));
    else if (last === 'name' && path[1] === 'volumeClaimTemplates' && beforeLast === 'metadata')
      this.#addInPod('volume', 'definition', written, 'spec.template.spec');
    else if (last === 'name' && (list === 'volumeMounts' || list === 'volumeDevices'))
      this.#addInPod('volume', 'use', written, pod);
  }

  get #isService(): boolean {
    return this.#object.kind === 'Service' && this.#object.apiVersion === 'v1';
  }

  #isPodLabels(path: FieldPath): boolean {
    return this.#podPaths.some(
      (pod) =>
        path.length === pod.length + 3 && path[pod.length] === 'metadata' && pod.every((step, i) => path[i] === step),
    );
  }

  #servicePort(written: Written): void {
    const { path, value } = written;
    if (path.length !== 4 || path[1] !== 'ports') return;
    if (path[3] === 'targetPort' && !isNumeric(value)) {
      this.#add('port', 'use', written, value, { selector: plainPairs(this.#object, ['spec', 'selector']) });
    } else if (path[3] === 'name') {
      this.#add('servicePort', 'definition', written, `${this.#object.name ?? ''}/${value}`);
    }
  }

  #backendPort(written: Written): void {
    const service = this.#object.root.at([...written.path.slice(0, -2), 'name']).string;
    this.#add('servicePort', 'use', written, `${service ?? ''}/${written.value}`);
  }

  #addLabel(role: Reference['role'], written: Written): void {
    const label = `${String(written.path.at(-1))}=${written.value}`;
    const selector = role === 'use' ? { selector: plainPairs(this.#object, written.path.slice(0, -1)) } : {};
    this.#add('label', role, written, label, selector);
  }

  #addInPod(type: SymbolType, role: Reference['role'], written: Written, pod: string): void {
    this.#add(type, role, written, written.value, { scope: `${this.#number} ${pod}` });
  }

  #add(
    type: SymbolType,
    role: Reference['role'],
    { value, span }: Written,
    key: string,
    more: Partial<Pick<Reference, 'scope' | 'selector'>> = {},
  ): void {
    const { namespace } = objectFacts(this.#object);
    const pod = this.#pod ? { pod: this.#pod } : {};
    this.#found.push({
      type,
      role,
      name: value,
      key: `${type} ${key}`,
      span,
      scope: undefined,
      namespace,
      ...pod,
      ...more,
    });
  }
}

function plainPairs({ root }: ManifestObject, path: FieldPath): Record<string, string> {
  const pairs = root
    .at(path)
    .fields()
    .map(({ key, node }) => [key, node.string ?? ''] as const);
  return Object.fromEntries(pairs);
}

/** A number in quotes is no name of a port. */
function isNumeric(text: string): boolean {
  return /^\d+$/.test(text);
}

/** The strings of a tree, without what aliases bring in: that is written elsewhere. */
function* scalarsIn(document: YamlDocument, root: Node | undefined): Generator<Written> {
  function* walk(node: unknown, path: FieldPath, sibling: Written['sibling']): Generator<Written> {
    if (path.length > 60) return;
    if (isScalar(node)) {
      const value = scalarValue(node);
      if (typeof value === 'string' && value !== '' && !isTemplated(document, node))
        yield { path, value, span: nodeSpan(node), sibling };
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) yield* walk(item, [...path, index], () => undefined);
    } else if (isMap(node)) {
      const beside = (name: string) => {
        const value = node.get(name);
        return typeof value === 'string' ? value : undefined;
      };
      for (const { key, value } of node.items)
        if (!isMergeKey(key)) yield* walk(value, [...path, keyText(key)], beside);
    }
  }
  yield* walk(root, [], () => undefined);
}
