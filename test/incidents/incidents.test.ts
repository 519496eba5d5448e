import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Incident, incidents, type Said, whatWeSay } from './incidents.ts';

const said = new Map(incidents.map((incident) => [incident, whatWeSay(incident)]));

describe.each(incidents)('$manifest: $measured', (incident) => {
  const { ranges } = said.get(incident)!;
  const { observed, roundedToSeconds: rounded, differs } = incident;

  test('what was observed is what the engine says, or the difference has a reason', () => {
    expect(ranges.length).toBe(observed.length);
    const outside = observed.filter((seconds, i) => {
      const { least, most } = ranges[i]!;
      return !(least - rounded <= seconds && seconds <= most + rounded);
    });
    if (differs === undefined) expect(outside).toEqual([]);
    else expect(outside.length, 'no reason is needed where nothing differs').toBeGreaterThan(0);
  });
});

/** As the documentation has it. */
function rowOf(incident: Incident, { neutral, ranges }: Said): string {
  const { source, measured, observed, differs } = incident;
  const shown = (seconds: number) => String(Math.round(seconds * 10) / 10);
  const ours = neutral.map((value, i) => {
    const [least, most] = [shown(ranges[i]!.least), shown(ranges[i]!.most)];
    return least === most ? shown(value) : `${shown(value)} (${least}–${most})`;
  });
  const [, site = '', rest = ''] = /^https:\/\/([^/]+)\/(.*)$/.exec(source) ?? [];
  const title = site === 'github.com' ? rest.replace(/\/(?:issues|pull)\//, '#') : site;
  return `| [${title}](${source}) | ${measured} | ${observed.map(shown).join(', ')} | ${ours.join(', ')} | ${differs ?? ''} |`;
}

test('the documentation has these figures', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/fidelity.md'), 'utf8');
  for (const [incident, figures] of said) expect(page).toContain(rowOf(incident, figures));
});
