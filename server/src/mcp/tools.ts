/** The tools: what each is called with, and who answers. */
import { listed, type Message } from '../base/message.ts';
import { presets } from '../lifecycle/world/presets.ts';
import type { Answer, ToolArguments } from './answer.ts';
import { checkAnswer } from './answers/check.ts';
import { explainPodAnswer, explainStateAnswer } from './answers/explain.ts';
import { simulatePodAnswer, simulateRolloutAnswer } from './answers/simulate.ts';
import { tuneAnswer } from './answers/tune.ts';
import { mcpMessages as say } from './messages.ts';

export interface Tool {
  readonly name: string;
  readonly description: Message;
  readonly parameters: Readonly<Record<string, { readonly type: 'string' | 'number'; readonly description: Message }>>;
  /** The parameter that a file below `path` stands for, where it is not given itself. */
  readonly fromFile?: 'manifest' | 'pod';
  readonly required?: readonly string[];
  /** @param nowMs since 1970 */
  answer(given: ToolArguments, nowMs: number): Answer;
}

const text = (description: Message) => ({ type: 'string' as const, description });
const number = (description: Message) => ({ type: 'number' as const, description });

const manifest = { manifest: text(say.manifest()), path: text(say.path()) };
const release = { kubernetes: text(say.kubernetes()) };
const simulated = {
  ...manifest,
  workload: text(say.workload()),
  scenario: text(say.scenario({ presets: listed(presets.map(({ name }) => name)) })),
  ...release,
};

export const tools: readonly Tool[] = [
  {
    name: 'check_manifest',
    description: say.checkManifest(),
    parameters: { ...manifest, ...release },
    fromFile: 'manifest',
    answer: checkAnswer,
  },
  {
    name: 'simulate_pod',
    description: say.simulatePod(),
    parameters: simulated,
    fromFile: 'manifest',
    answer: simulatePodAnswer,
  },
  {
    name: 'simulate_rollout',
    description: say.simulateRollout(),
    parameters: simulated,
    fromFile: 'manifest',
    answer: simulateRolloutAnswer,
  },
  {
    name: 'tune_probe',
    description: say.tuneProbe(),
    parameters: {
      ...manifest,
      workload: text(say.workload()),
      container: text(say.container()),
      startSeconds: number(say.startSeconds()),
      restartSeconds: number(say.restartSeconds()),
      trafficSeconds: number(say.trafficSeconds()),
      outageSeconds: number(say.outageSeconds()),
    },
    fromFile: 'manifest',
    answer: tuneAnswer,
  },
  {
    name: 'explain_state',
    description: say.explainState(),
    parameters: { state: text(say.state()) },
    required: ['state'],
    answer: explainStateAnswer,
  },
  {
    name: 'explain_pod',
    description: say.explainPod(),
    parameters: { pod: text(say.pod()), path: text(say.path()) },
    fromFile: 'pod',
    answer: explainPodAnswer,
  },
];
