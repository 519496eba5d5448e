/** What completion says beside a label, and of a field: a few words. */
import { defineMessages } from '../../base/message.ts';

export const completionMessages = defineMessages('completion', {
  silenceNextLine: 'silences a rule on the next line',
  silenceLine: 'silences a rule on this line',
  silenceDocument: 'silences a rule in this document',
  silenceFile: 'silences a rule in this file',
  forRelease: 'the release that this file is checked against',
  forGates: 'feature gates of the cluster that this file is for',
  rule: '{summary}',

  name: '{name}',
  numberOrString: 'number or string',
  listOf: 'list of {items}',
  map: 'map',
  object: 'object',
  required: '{type}, required',
  field: '{field}: {type}',
  fieldDoc: '**{title}**\n\n{text}',
  dropped: 'dropped: {gate} is off',
  describedDropped: '{detail}, dropped: {gate} is off',

  httpGet: 'asks a page of the container',
  tcpSocket: 'connects to a port',
  grpc: 'asks the gRPC health service',
  exec: 'runs a command in the container',
  whole: 'a whole {kind}',

  asTyped: 'as typed',
  port: 'port',
  portNumber: 'port {number}',
  containerPort: 'container port',
  owner: '{kind} {name}',
  volume: 'volume',
  claimTemplate: 'claim template',
  coreGroup: 'core',
  suggest: 'Suggest',
});
