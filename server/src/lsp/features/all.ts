/** Every feature of the server. */
import type { Feature } from '../feature.ts';
import { codeActionFeature } from './codeAction.ts';
import { codeLensFeature } from './codeLens.ts';
import { documentSymbolFeature } from './documentSymbol.ts';
import { hoverFeature } from './hover.ts';
import { rolloutFeature } from './rollout.ts';
import { simulationFeature } from './simulation.ts';
import { targetFeature } from './target.ts';

export const features: readonly Feature[] = [
  codeActionFeature,
  codeLensFeature,
  documentSymbolFeature,
  hoverFeature,
  rolloutFeature,
  simulationFeature,
  targetFeature,
];
