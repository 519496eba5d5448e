import { defineMessages } from '../../../server/src/base/message.ts';

/** How a simulation is shown to others. */
export const shareMessages = defineMessages('share', {
  share: 'Share',
  clipboard: 'Copy',
  markdown: 'As Markdown for a pull request',
  copied: 'Copied',
  picture: 'Picture',
  svg: 'SVG',
  png: 'PNG',
  data: 'Data',
  json: 'Trace (JSON)',
  chromeTrace: 'Chrome trace (for Perfetto)',
  whole: 'All of it',
  page: 'One HTML file',
  words: 'Text',
  transcript: 'Transcript',
  scenario: 'Scenario (YAML)',
  failed: 'This could not be exported: {reason}',
});
