/** Leaves of findings what a change is to blame for: those in changed files, and new ones in others. */
import { relative, sep } from 'node:path';
import type { Input } from '../../inputs.ts';
import { slashed } from '../../overlays.ts';
import { type Inspected, type InspectedFile, linesOf } from '../inspection.ts';
import { fingerprintsOf } from '../reports/fingerprint.ts';
import type { Changes } from './changes.ts';

/**
 * `inspectBefore` finds what was wrong before the change. A Service is not changed when its pods get other labels, and yet
 * it loses them: such a finding is new.
 */
export async function changedFindings(
  inspected: Inspected,
  { changed }: Changes,
  inspectBefore: () => Promise<Inspected>,
): Promise<Inspected> {
  const isChanged = ({ path }: InspectedFile) => path === undefined || changed.has(path);
  const others = inspected.files.filter((file) => !isChanged(file) && file.findings.length > 0);
  const known = others.length === 0 ? new Set<string>() : fingerprintsIn(await inspectBefore());
  const lines = linesOf(inspected.texts);
  const news = new Map(
    others.map((file) => {
      const fingerprints = fingerprintsOf({ ...file, linesOf: lines });
      return [file, file.findings.filter((_, i) => !known.has(fingerprints[i]!))] as const;
    }),
  );
  const files = inspected.files.flatMap((file) => {
    if (isChanged(file)) return [file];
    const findings = news.get(file) ?? [];
    return findings.length === 0 ? [] : [{ ...file, findings }];
  });
  return { ...inspected, files };
}

function fingerprintsIn({ files, texts }: Inspected): Set<string> {
  const lines = linesOf(texts);
  return new Set(
    files.flatMap((file) => (file.findings.length === 0 ? [] : fingerprintsOf({ ...file, linesOf: lines }))),
  );
}

/** The inputs as they were: without files that are new, and with those below `folders` that are gone. */
export function inputsBefore(
  inputs: readonly Input[],
  { changed, before }: Changes,
  folders: readonly string[],
  cwd: string,
): Input[] {
  const stayed = inputs.filter(({ path }) => path === undefined || !before.has(path) || before.get(path) !== undefined);
  const gone = [...before].flatMap(([path, text]): Input[] => {
    const isManifest = /\.(?:ya?ml|json)$/.test(path) && folders.some((folder) => path.startsWith(`${folder}${sep}`));
    return text === undefined || changed.has(path) || !isManifest ? [] : [{ name: slashed(relative(cwd, path)), path }];
  });
  return [...stayed, ...gone];
}
