import { defineMessages } from '../../base/message.ts';

/** What is wrong in a config file, and what its settings are for. */
export const configMessages = defineMessages('invalid-config', {
  description: '{text}',
  syntax: 'This is not YAML: {problem}.',
  severalDocuments: 'A config file must be one document.',
  notMapping: '{path} must be a mapping.',
  fileNotMapping: 'A config file must be a mapping of settings.',
  notText: '{path} must be a text.',
  notFlag: '{path} must be true or false.',
  notList: '{path} must be a list of texts.',
  notTextOrList: '{path} must be a text or a list of texts.',
  notOneOf: '{path} must be one of {values}.',
  unknownSetting: '"{name}" is not a setting.',
  unknownSettingMeant: '"{name}" is not a setting. Did you mean {meant}?',
  unknownRule: 'There is no rule "{name}".',
  unknownRuleMeant: 'There is no rule "{name}". Did you mean {meant}?',
  unknownGate: '"{name}" is not a feature gate.',
  write: 'Write {name}',
});
