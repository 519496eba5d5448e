import type { PodRow } from './row.ts';

const headings = ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'] as const;
const gap = '   ';
/** Upstream: the smallest width of a column in `cli-runtime/pkg/printers/tabwriter.go`. */
const minimumWidth = 6;

/** Of `-o wide`: shown where a pod has gates, since READY alone does not tell why it is not ready. */
export const gatesHeading = 'READINESS GATES';

/** Rows as `kubectl get pods` lays them out. */
export function formatTable(rows: readonly PodRow[], { header = true } = {}): string {
  const hasGates = rows.some(({ readinessGates }) => readinessGates !== undefined);
  const cells = rows.map(({ name, ready, status, restarts, age, readinessGates = '<none>' }) => [
    name,
    ready,
    status,
    restarts,
    age,
    ...(hasGates ? [readinessGates] : []),
  ]);
  return formatColumns(header ? [[...headings, ...(hasGates ? [gatesHeading] : [])], ...cells] : cells);
}

/** What kubectl prints instead of a table without rows. Upstream: `GetOptions.Run` in `kubectl/pkg/cmd/get/get.go`. */
export function noResources(namespace: string): string {
  return `No resources found in ${namespace} namespace.`;
}

/** Lines of cells under each other, as every `kubectl get` lays them out. */
export function formatColumns(lines: readonly (readonly string[])[]): string {
  const [first = []] = lines;
  const widths = first.map((_, column) =>
    Math.max(minimumWidth - gap.length, ...lines.map((line) => line[column]!.length)),
  );
  return lines
    .map((line) =>
      line.map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column]!))).join(gap),
    )
    .join('\n');
}
