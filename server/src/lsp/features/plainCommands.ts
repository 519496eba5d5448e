/**
 * Commands for clients that know nothing of Probewise. The answer is a text that a client shows as it likes; what it comes to
 * in a sentence is shown in any case.
 */
import { LSPErrorCodes, MessageType, ResponseError, ShowMessageNotification } from 'vscode-languageserver';
import type { Message } from '../../base/message.ts';
import { simulateRollout } from '../../features/simulation/rollout.ts';
import { rolloutText } from '../../features/simulation/rolloutText.ts';
import { simulateText } from '../../features/simulation/simulateText.ts';
import { simulateWorkload } from '../../features/simulation/simulation.ts';
import { chooseWorkload, workloadsIn } from '../../features/simulation/workloads.ts';
import { tuneWorkload } from '../../features/tune/tuneWorkload.ts';
import { podSummary } from '../../lifecycle/explain/podSummary.ts';
import type { SimulationFailure } from '../../simulation/scenarios.ts';
import type { TuneWishes } from '../../simulation/tune.ts';
import { toTextEdits } from '../converter.ts';
import type { Feature, FeatureServer } from '../feature.ts';
import { formatter } from '../formatter.ts';
import type { Snapshot } from '../snapshots.ts';
import { simulationFailed } from './simulated.ts';

/** The first argument of each command; what is left out has its default. */
export interface PlainCommandArguments {
  readonly uri: string;
  /** Id or name; else the first. */
  readonly workload?: string;
  /** Name of a preset. */
  readonly scenario?: string;
  /** Of `probewise.tune`. */
  readonly wishes?: TuneWishes;
  readonly container?: string;
}

interface Answer {
  readonly text: string;
  /** What is shown to whoever sees no more. */
  readonly shown: string;
  readonly edits?: ReturnType<typeof toTextEdits>;
}

type Command = (snapshot: Snapshot, asked: PlainCommandArguments) => Answer | SimulationFailure;

const commands: Readonly<Record<string, Command>> = {
  'probewise.simulate': simulatePod,
  'probewise.simulateRollout': simulateWhole,
  'probewise.tune': tune,
};

export const plainCommands: Feature = {
  capability: { executeCommandProvider: { commands: Object.keys(commands) } },
  register(server) {
    server.connection.onExecuteCommand(({ command, arguments: [asked] = [] }, token) => {
      const run = commands[command];
      if (run === undefined || !isAsked(asked)) return undefined;
      return server
        .answer({ method: command, uri: asked.uri, token }, simulationFailed, (snapshot) => run(snapshot, asked))
        .then((answer) => finish(server, asked.uri, answer));
    });
  },
};

function isAsked(value: unknown): value is PlainCommandArguments {
  return typeof value === 'object' && value !== null && typeof (value as { uri?: unknown }).uri === 'string';
}

/** Applies edits, shows the sentence, and gives the text. */
async function finish({ connection }: FeatureServer, uri: string, answer: Answer | SimulationFailure) {
  if ('error' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, formatter.text(answer.error));
  if (answer.edits !== undefined && answer.edits.length > 0)
    await connection.workspace.applyEdit({ changes: { [uri]: [...answer.edits] } });
  // A request would ask the client for an answer.
  await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: answer.shown });
  return { text: answer.text };
}

/** What the settings say, and what was asked for. */
function requestOf({ settings }: Snapshot, { workload, scenario }: PlainCommandArguments) {
  return {
    ...(workload === undefined ? {} : { workload }),
    ...(scenario === undefined ? {} : { scenario }),
    kubernetes: settings.kubernetesVersion,
    gates: settings.featureGates,
  };
}

function simulatePod(snapshot: Snapshot, asked: PlainCommandArguments): Answer | SimulationFailure {
  const { file } = snapshot.simulated;
  const simulation = simulateWorkload(file, requestOf(snapshot, asked));
  if ('error' in simulation) return simulation;
  return answerOf(simulateText(file, simulation, formatter), podSummary(simulation.trace));
}

function simulateWhole(snapshot: Snapshot, asked: PlainCommandArguments): Answer | SimulationFailure {
  const simulation = simulateRollout(snapshot.simulated.file, requestOf(snapshot, asked));
  if ('error' in simulation) return simulation;
  return answerOf(rolloutText(simulation, formatter), simulation.summary.message);
}

function tune({ document, file }: Snapshot, asked: PlainCommandArguments): Answer | SimulationFailure {
  const placed = chooseWorkload(workloadsIn(file), asked);
  if ('error' in placed) return placed;
  const { container, wishes = {} } = asked;
  const tuned = tuneWorkload(file, { workload: placed.id, ...(container === undefined ? {} : { container }), wishes });
  if ('error' in tuned) return tuned;
  const text = tuned.report.map((message) => formatter.text(message)).join('\n');
  return { text, shown: text, edits: toTextEdits(document, tuned.edits) };
}

function answerOf(text: string, sentence: Message): Answer {
  return { text, shown: formatter.text(sentence) };
}
