/** Inlay hints. While a document is broken it keeps those that it had: what blinks at each key is no help. */
import type { InlayHint as LspInlayHint } from 'vscode-languageserver';
import { hintsInTemplate, hintsInValues } from '../../features/chart/chartHints.ts';
import { carriedOver } from '../../features/inlayHints/carriedOver.ts';
import { documentsWithin, type InlayHint, inlayHints, isWithin } from '../../features/inlayHints/inlayHints.ts';
import type { ManifestDocument } from '../../manifest/file.ts';
import type { ChartOfFile } from '../charts.ts';
import { toSpan } from '../converter.ts';
import type { Feature } from '../feature.ts';

/** What a document of a file showed last. */
interface Shown {
  readonly text: string;
  /** From the beginning of the document. */
  readonly hints: readonly InlayHint[];
}

/** Stands for the file as a whole. */
const ofWhole = -1;

export const inlayHintFeature: Feature = {
  capability: { inlayHintProvider: true },
  register({ connection, answer, converterContext, onClose }) {
    /** By file, then by the position among its documents. */
    const shown = new Map<string, Map<number, Shown>>();
    onClose((uri) => shown.delete(uri));
    connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
      answer({ method: 'inlayHint', uri, token }, null, ({ document, file, inChart }) => {
        const { formatter } = converterContext();
        const wanted = toSpan(document, range);
        const before = shown.get(uri) ?? new Map<number, Shown>();
        shown.set(uri, before);
        const ofChart = inChart && hintsInChart(inChart, document.getText(), before);
        const all =
          ofChart ??
          documentsWithin(file, wanted).flatMap((part) => hintsOf(part, file.documents.indexOf(part), before));
        return all
          .filter((hint) => isWithin(hint, wanted))
          .map(
            ({ offset, label, tooltip }): LspInlayHint => ({
              position: document.positionAt(offset),
              label: formatter.text(label),
              tooltip: formatter.text(tooltip),
              paddingLeft: true,
            }),
          );
      }),
    );
  },
};

function hintsOf(part: ManifestDocument, index: number, shown: Map<number, Shown>): readonly InlayHint[] {
  const { offset, content } = part;
  const moved = (hint: InlayHint, by: number) => ({ ...hint, offset: hint.offset + by });
  const fresh = inlayHints(part)?.map((hint) => moved(hint, -offset));
  const last = shown.get(index);
  const hints = fresh ?? (last ? carriedOver(last.hints, last.text, content.text) : []);
  shown.set(index, { text: content.text, hints });
  return hints.map((hint) => moved(hint, offset));
}

/** Of a template those of what it becomes, of values those of what they become; undefined where nothing was rendered. */
function hintsInChart(
  { rendered, check, file }: ChartOfFile,
  text: string,
  shown: Map<number, Shown>,
): readonly InlayHint[] | undefined {
  const fresh = rendered ? hintsInTemplate(rendered) : check && hintsInValues(check, file);
  if (fresh === undefined) return undefined;
  shown.set(ofWhole, { text, hints: fresh });
  return fresh;
}
