/** Built objects as text, as Kustomize prints them (`api/resmap/reswrangler.go`). */
import { concatenate, type TracedText, tracedText } from '../traced/tracedText.ts';
import { writeYaml } from '../traced/yamlWriter.ts';
import { type MapTree, viewOf } from './tree.ts';

export function writeObject(object: MapTree): TracedText {
  return writeYaml(object, viewOf);
}

export function writeObjects(objects: readonly MapTree[]): TracedText {
  return concatenate(
    ...objects.flatMap((object, index) => [...(index > 0 ? [tracedText('---\n')] : []), writeObject(object)]),
  );
}
