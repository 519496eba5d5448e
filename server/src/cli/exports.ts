/** Simulations as files for documents, pull requests and other programs. */
import { chromeTrace } from '../simulation/export/chromeTrace.ts';
import { markdown } from '../simulation/export/markdown.ts';
import { page } from '../simulation/export/page.ts';
import { pictureOf } from '../simulation/export/picture.ts';
import type { Report } from '../simulation/export/report.ts';
import { svg } from '../simulation/export/svg.ts';
import { formatter } from './formatter.ts';

export const exportFormats = ['svg', 'markdown', 'html', 'chrome'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export function isExportFormat(format: string): format is ExportFormat {
  return (exportFormats as readonly string[]).includes(format);
}

/** The text of the file. */
export function exported(report: Report, format: ExportFormat): string {
  switch (format) {
    case 'svg':
      return svg(pictureOf(report));
    case 'markdown':
      return markdown(report, formatter);
    case 'html':
      return page(report);
    case 'chrome':
      return chromeTrace(report);
  }
}
