/** The imports of the sources as a graph of files. */
import { readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { globSync } from 'tinyglobby';

const root = resolve(import.meta.dirname, '../..');

export interface Import {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly specifier: string;
}

export function importsOf(file: string, source: string): Import[] {
  const statement = /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...source.matchAll(statement)].map((match) => ({ file, specifier: (match[1] ?? match[2])! }));
}

/** Every import of the client's and the server's sources; tests are none. */
export const sourceImports: readonly Import[] = globSync(['server/src/**/*.ts', 'client/**/*.{ts,tsx}'], {
  cwd: root,
  ignore: ['**/*.test.{ts,tsx}', '**/testing/**'],
}).flatMap((file) => importsOf(file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')));

/** The file that is imported; undefined where it is a package. */
export function targetOf({ file, specifier }: Import): string | undefined {
  return specifier.startsWith('.') ? posix.join(dirname(file), specifier) : undefined;
}

/** The groups of files each of which imports every other one, directly or through others: Tarjan's algorithm. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const each of imports) {
    const target = targetOf(each);
    if (target !== undefined) targets.set(each.file, [...(targets.get(each.file) ?? []), target]);
  }
  const circles: string[][] = [];
  const order = new Map<string, number>();
  const open: string[] = [];
  /** Returns the earliest open file that can be reached from this one. */
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    open.push(file);
    let earliest = own;
    for (const target of targets.get(file) ?? []) {
      if (!order.has(target)) earliest = Math.min(earliest, visit(target));
      else if (open.includes(target)) earliest = Math.min(earliest, order.get(target)!);
    }
    if (earliest === own) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1 || (targets.get(file) ?? []).includes(file)) circles.push(circle.toSorted());
    }
    return earliest;
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return circles;
}
