import { defineMessages } from '../../base/message.ts';

export const overlayMessages = defineMessages('overlay', {
  builtBy: 'This kustomization builds it so.',
});
