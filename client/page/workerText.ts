/** Messages become text here in the worker: what the panel shows comes from there. */
import { inEnglish, MessageFormatter } from '../../server/src/base/formatMessage.ts';
import { mergeTexts, textsOf } from '../../server/src/base/message.ts';
import { scenarioFileMessages } from '../../server/src/features/scenario/messages.ts';
import { simulationFailures, transcriptMessages } from '../../server/src/features/simulation/messages.ts';
import { panelEnglish } from '../webview/text.ts';

const workerEnglish = inEnglish(
  mergeTexts(panelEnglish.texts, textsOf(scenarioFileMessages, simulationFailures, transcriptMessages)),
);

export const formatter = new MessageFormatter([workerEnglish]);
