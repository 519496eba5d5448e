import { defineMessages } from '../base/message.ts';

/** What of an overlay only Kustomize can build, or is not in view; each is the subject of a sentence or names a thing. */
export const overlayNeeds = defineMessages('overlay-need', {
  field: '{name}',
  remoteComponent: 'a remote component',
  component: 'a component that is not in view',
  configuration: 'a configuration that is not in view',
  patch: 'a patch that is not in view',
  replacements: 'a file of replacements that is not in view',
  replacedObject: 'a replacement from an object that is not in view',
  vars: 'vars of objects that are not in view',
  kindTakenOut: 'a patch that takes the kind out',
  tooDeep: 'more levels than are read',
});
