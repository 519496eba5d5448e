/** What an overlay becomes, as one text of manifests, each with the place that it came from. */
import { relative, resolve } from 'node:path';
import { LineIndex } from '../../base/lineIndex.ts';
import type { Message } from '../../base/message.ts';
import type { BuildError } from '../../overlay/buildError.ts';
import { buildOverlay } from '../../overlay/buildOverlay.ts';
import type { OverlayFiles } from '../../overlay/overlayFiles.ts';
import { field, type MapTree } from '../../overlay/tree.ts';
import { writeObject } from '../../overlay/writeOverlay.ts';
import { formatter } from '../formatter.ts';
import { cliMessages as say } from '../messages.ts';
import { overlayFiles, slashed } from '../overlays.ts';
import { harmlessLine } from '../plainText.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

/** Throws a `UsageError` where the overlay can't be built, or needs what only Kustomize has. */
export function builtText(path: string, terminal: Terminal): string {
  const files = overlayFiles();
  const built = buildOverlay(slashed(resolve(terminal.cwd, path)), files);
  if (built.failure) throw new UsageError(reasonOf(built.failure, files, terminal), path);
  if (built.isIncomplete)
    terminal.stderr.write(`probewise: ${harmlessLine(formatter.text(say.overlayIncomplete({ path })))}\n`);
  return built.objects
    .map((object) => `---\n# Source: ${harmlessLine(sourceOf(object, terminal))}\n${writeObject(object).text}`)
    .join('');
}

function reasonOf({ place, reason, kind }: BuildError, files: OverlayFiles, { cwd }: Terminal): Message {
  const data = { place: '', reason };
  if (place) {
    const { line, character } = new LineIndex(files.textOf(place.file) ?? '').positionAt(place.start);
    data.place = `${slashed(relative(cwd, place.file))}:${line + 1}:${character + 1}: `;
  }
  return kind === 'refused' ? say.overlayRefused(data) : say.overlayNotBuilt(data);
}

function sourceOf(object: MapTree, { cwd }: Terminal): string {
  const place = object.entries.get('kind')?.keyPlace ?? field(object, 'kind')?.place ?? object.place;
  return place ? slashed(relative(cwd, place.file)) : '';
}
