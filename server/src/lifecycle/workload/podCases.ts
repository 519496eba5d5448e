/** Which case of a scenario a pod of a rollout is. */
import type { PodCase } from '../world/scenario.ts';
import type { Template } from './workload.ts';

/** A pod among those that are made of its template. */
export interface PlaceOfPod {
  readonly index: number | undefined;
  /** How many pods of the template have been made, this one included; and of its index. */
  readonly nth: number;
  readonly nthOfIndex: number;
}

const known = new WeakMap<Template, Map<PodCase, Template>>();

/** The template with the world of this pod. The same case gives the same object, so that lives can be shared. */
export function templateOfPod(template: Template, place: PlaceOfPod): Template {
  const { pods = [], containers } = template.scenario;
  const found = pods.find((one) => isCase(one, place));
  if (found === undefined) return template;
  const cases = known.get(template) ?? new Map<PodCase, Template>();
  known.set(template, cases);
  let own = cases.get(found);
  if (own === undefined) {
    own = { ...template, scenario: { ...template.scenario, containers: { ...containers, ...found.containers } } };
    cases.set(found, own);
  }
  return own;
}

function isCase({ index: wanted, indexes, nth }: PodCase, { index, nth: own, nthOfIndex }: PlaceOfPod): boolean {
  if (wanted !== undefined && wanted !== index) return false;
  if (indexes !== undefined && (index === undefined || (index % 2 === 1) !== (indexes === 'odd'))) return false;
  const isOfIndex = wanted !== undefined || indexes !== undefined;
  return nth === undefined || nth === (isOfIndex ? nthOfIndex : own);
}
