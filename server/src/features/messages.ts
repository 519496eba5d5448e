/** All that rules, the engine and features say, in English: what a host needs to make text of their messages. */

import { windowMessages } from '../analysis/messages.ts';
import { inEnglish, type Language } from '../base/formatMessage.ts';
import { mergeTexts, textsOf } from '../base/message.ts';
import { stateTexts } from '../kubernetes/states.ts';
import { lifecycleTexts } from '../lifecycle/messages.ts';
import { ruleTexts } from '../rules/messages.ts';
import { compareMessages } from '../simulation/compareMessages.ts';
import { exportMessages } from '../simulation/export/messages.ts';
import { laneMessages } from '../simulation/lanes/messages.ts';
import { requestMessages as lostRequestMessages } from '../simulation/lanes/requestMessages.ts';
import { simulationMessages } from '../simulation/messages.ts';
import { momentMessages } from '../simulation/momentMessages.ts';
import { scenarioGroupMessages } from '../simulation/scenarioGroupMessages.ts';
import { tuneMessages } from '../simulation/tuneMessages.ts';
import { actionMessages } from './actions/messages.ts';
import { refactorMessages } from './actions/refactor/messages.ts';
import { chartMessages } from './chart/messages.ts';
import { lensMessages } from './codeLens/messages.ts';
import { compareFeatureMessages } from './compare/messages.ts';
import { completionMessages } from './completion/messages.ts';
import { valueMessages } from './completion/valueMessages.ts';
import { configMessages } from './config/messages.ts';
import { scenarioMessages } from './diagnostics/messages.ts';
import { mostShownMessages } from './diagnostics/mostShown.ts';
import { explainPodMessages } from './explain/messages.ts';
import { fieldTexts } from './hover/fieldDocs.ts';
import { hoverMessages } from './hover/messages.ts';
import { hintMessages } from './inlayHints/messages.ts';
import { leftOutMessages } from './leftOut.ts';
import { renameMessages } from './navigation/messages.ts';
import { overlayMessages } from './overlay/messages.ts';
import { scenarioFileMessages } from './scenario/messages.ts';
import { simulationFailures, transcriptMessages } from './simulation/messages.ts';
import { featureTuneMessages } from './tune/messages.ts';

export const english: Language = inEnglish(
  mergeTexts(
    ruleTexts,
    lifecycleTexts,
    fieldTexts,
    stateTexts,
    textsOf(
      actionMessages,
      compareFeatureMessages,
      completionMessages,
      lensMessages,
      renameMessages,
      valueMessages,
      windowMessages,
      chartMessages,
      configMessages,
      compareMessages,
      exportMessages,
      hintMessages,
      hoverMessages,
      laneMessages,
      lostRequestMessages,
      leftOutMessages,
      momentMessages,
      mostShownMessages,
      refactorMessages,
      scenarioGroupMessages,
      overlayMessages,
      scenarioFileMessages,
      scenarioMessages,
      simulationFailures,
      simulationMessages,
      transcriptMessages,
      tuneMessages,
      featureTuneMessages,
      explainPodMessages,
    ),
  ),
);
