/** Messages become text here before the panel draws them. */

import { windowMessages } from '../../server/src/analysis/messages.ts';
import { inEnglish, MessageFormatter } from '../../server/src/base/formatMessage.ts';
import { type Message, mergeTexts, textsOf } from '../../server/src/base/message.ts';
import { stateTexts } from '../../server/src/kubernetes/states.ts';
import { lifecycleTexts } from '../../server/src/lifecycle/messages.ts';
import { budgetMessages } from '../../server/src/simulation/budgetMessages.ts';
import { compareMessages } from '../../server/src/simulation/compareMessages.ts';
import { exportMessages } from '../../server/src/simulation/export/messages.ts';
import { laneMessages } from '../../server/src/simulation/lanes/messages.ts';
import { requestMessages } from '../../server/src/simulation/lanes/requestMessages.ts';
import { simulationMessages } from '../../server/src/simulation/messages.ts';
import { momentMessages } from '../../server/src/simulation/momentMessages.ts';
import { scenarioGroupMessages } from '../../server/src/simulation/scenarioGroupMessages.ts';
import { tuneMessages } from '../../server/src/simulation/tuneMessages.ts';
import { panelMessages } from './messages.ts';
import { foldMessages } from './model/foldMessages.ts';
import { knobMessages } from './model/knobMessages.ts';
import { paletteMessages } from './model/paletteMessages.ts';
import { pinMessages } from './model/pinMessages.ts';
import { standingMessages } from './model/standingMessages.ts';
import { titleMessages } from './model/titleMessages.ts';
import { tuningMessages } from './model/tuningMessages.ts';
import { helpMessages } from './view/helpMessages.ts';
import { shareMessages } from './view/shareMessages.ts';
import { sweepMessages } from './view/sweepMessages.ts';

/** All that the panel says, in English. */
export const panelEnglish = inEnglish(
  mergeTexts(
    lifecycleTexts,
    stateTexts,
    textsOf(
      budgetMessages,
      compareMessages,
      exportMessages,
      foldMessages,
      helpMessages,
      knobMessages,
      laneMessages,
      momentMessages,
      titleMessages,
      paletteMessages,
      panelMessages,
      pinMessages,
      requestMessages,
      scenarioGroupMessages,
      shareMessages,
      sweepMessages,
      simulationMessages,
      standingMessages,
      tuneMessages,
      tuningMessages,
      windowMessages,
    ),
  ),
);

export const formatter = new MessageFormatter([panelEnglish]);

export function textOf(message: Message): string {
  return formatter.text(message);
}

/** A moment, counted from the simulation's beginning, or a length of time. */
export function timeText(ms: number): string {
  return formatter.duration(ms);
}

const hourMs = 3_600_000;

/** A moment to the second, however late it is: rounded, those of a long run would all read alike. */
export function momentText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < hourMs) return timeText(ms);
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  return `${hours}:${padded(minutes)}:${padded(rest)}`;
}

function padded(value = 0): string {
  return `${value}`.padStart(2, '0');
}
