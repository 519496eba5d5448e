/** All that the engine and its judges say, in English. */
import { type Texts, textsOf } from '../base/message.ts';
import { scheduleMessages } from './cron/scheduleMessages.ts';
import { verdictMessages } from './expect/messages.ts';
import { podMessages } from './explain/podMessages.ts';
import { probeMessages } from './explain/probeMessages.ts';
import { requestMessages } from './explain/requestMessages.ts';
import { rolloutEntryMessages, rolloutMessages } from './explain/rolloutMessages.ts';
import { summaryMessages } from './explain/summaryMessages.ts';
import { troubleMessages } from './explain/troubleMessages.ts';
import { worldMessages } from './explain/worldMessages.ts';
import { presetMessages } from './world/presetMessages.ts';
import { scenarioProblemMessages } from './world/scenarioMessages.ts';

export const lifecycleTexts: Texts = textsOf(
  podMessages,
  probeMessages,
  worldMessages,
  troubleMessages,
  summaryMessages,
  requestMessages,
  rolloutMessages,
  rolloutEntryMessages,
  scheduleMessages,
  verdictMessages,
  presetMessages,
  scenarioProblemMessages,
);
