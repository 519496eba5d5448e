import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The course's examples; `tomcat` is a fragment of a pod template. */
export const examples = ['http', 'tcp', 'exec', 'tomcat'] as const;
export type Example = (typeof examples)[number];

/** As the course prints it: fences where the pages break. */
export function printed(name: Example): string {
  return readFileSync(join(import.meta.dirname, '..', 'printed', `${name}.txt`), 'utf8');
}

/** What a reader copies from it: the same lines without the fences. */
export function copied(name: Example): string {
  return printed(name)
    .split('\n')
    .filter((line) => !line.startsWith('```'))
    .join('\n');
}
