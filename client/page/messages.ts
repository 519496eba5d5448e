import { defineMessages } from '../../server/src/base/message.ts';

/** What the page says around the panel. */
export const pageMessages = defineMessages('page', {
  playground: 'Probewise playground',
  manifest: 'Manifest',
  showManifest: 'Manifest',
  notChecked: 'Played as written: this page does not check the manifest.',
  copyLink: 'Copy link',
  savePage: 'Save as one file',
  linkCopied: 'The link is in the clipboard; it holds the manifest.',
  linkTooLong: 'This manifest is too long for a link. Save the page instead.',
  badLink: 'The link could not be read, so that an example is shown.',
  fixedNumbers: 'These numbers cannot be written here: a template or an alias decides them.',
  close: 'Close',
  saveText: 'Save',
  pickScenario: 'What happens to the pod?',
  find: 'Find',
  noCommitted: 'This page knows no committed version of the manifest.',
});
