/** What the schema says about an object, asked once and shared by the rules of this folder. */
import type { FieldPath } from '../../base/fieldPath.ts';
import type { ManifestObject } from '../../manifest/object.ts';
import { isPatchDirective } from '../../manifest/patch.ts';
import { type Workload, workloadsOf } from '../../manifest/workload.ts';
import { definitionOf } from '../../schema/catalog.ts';
import type { SchemaProblem } from '../../schema/problem.ts';
import { validateDefinition, validateObject } from '../../schema/validate.ts';

const known = new WeakMap<ManifestObject, { kubernetes: string; problems: readonly SchemaProblem[] }>();

type Kind = SchemaProblem['kind'];

/** The problems of one kind. The schema speaks of the target release `kubernetes`. */
export function problemsOf<K extends Kind>(
  object: ManifestObject,
  kubernetes: string,
  kind: K,
): Extract<SchemaProblem, { kind: K }>[] {
  let entry = known.get(object);
  if (entry?.kubernetes !== kubernetes) {
    entry = { kubernetes, problems: findProblems(object, kubernetes) };
    known.set(object, entry);
  }
  // Most objects have none.
  if (entry.problems.length === 0) return [];
  return entry.problems.filter((problem) => problem.kind === kind) as Extract<SchemaProblem, { kind: K }>[];
}

function findProblems(object: ManifestObject, kubernetes: string): readonly SchemaProblem[] {
  const custom = workloadsOf(object).filter(({ kind }) => kind.custom);
  const problems = [
    ...validateObject(object.root.value, { kubernetes }),
    ...problemsAsMeant(object, kubernetes),
    ...custom.flatMap((workload) => problemsOfCustom(workload, kubernetes)),
  ];
  if (!object.isPatch) return problems;
  return problems.filter(
    (problem) =>
      problem.kind !== 'missingRequired' && !(problem.kind === 'unknownField' && isPatchDirective(problem.name)),
  );
}

/** What is wrong in an object besides its API version, under which Kubernetes does not know it. */
function problemsAsMeant({ root, apiVersion, kind }: ManifestObject, kubernetes: string): SchemaProblem[] {
  const written = root.get('apiVersion').string;
  const definition = written === undefined || written === apiVersion ? undefined : definitionOf(apiVersion, kind);
  return definition === undefined ? [] : validateDefinition(root.value, definition, [], { kubernetes });
}

/** Of a custom resource only the pods in it are known. */
function problemsOfCustom(workload: Workload, kubernetes: string): SchemaProblem[] {
  const { partial, filledIn = [], extraFields = [] } = workload.kind.custom ?? {};
  const problems = schemaPlaces(workload).flatMap(({ path, definition }) =>
    validateDefinition(workload.object.root.at(path).value, definition, path, { kubernetes }),
  );
  return problems.filter((problem) => {
    if (problem.kind === 'missingRequired') return !partial && !filledIn.includes(problem.name);
    return !(problem.kind === 'unknownField' && extraFields.includes(problem.name));
  });
}

export interface SchemaPlace {
  readonly path: FieldPath;
  readonly definition: string;
}

/** The objects of known definitions in an object: itself, or the pods that a custom resource embeds. */
export function schemaPlacesOf(object: ManifestObject): readonly SchemaPlace[] {
  const definition = definitionOf(object.apiVersion, object.kind);
  return definition === undefined ? workloadsOf(object).flatMap(schemaPlaces) : [{ path: [], definition }];
}

/** The known object around a path; undefined where the schema knows nothing. */
export function schemaPlaceAround(object: ManifestObject, path: FieldPath): SchemaPlace | undefined {
  return schemaPlacesOf(object).find((place) => place.path.every((step, index) => path[index] === step));
}

function schemaPlaces({ kind, pod, podPath }: Workload): SchemaPlace[] {
  const lists = kind.custom?.containerLists;
  if (lists) {
    return lists.flatMap((name) => {
      const list = pod.spec.get(name);
      const containers = list.isMap ? [list] : list.items();
      return containers.map(({ path }) => ({ path, definition: 'core.v1.Container' }));
    });
  }
  return [{ path: podPath, definition: pod.template === pod.spec ? 'core.v1.PodSpec' : 'core.v1.PodTemplateSpec' }];
}
