/** Every feature of the server. */
import type { Feature } from '../feature.ts';
import { codeActionFeature } from './codeAction.ts';
import { codeLensFeature } from './codeLens.ts';
import { completionFeature } from './completion.ts';
import { diagnosticFeature } from './diagnostic.ts';
import { documentLinkFeature } from './documentLink.ts';
import { documentSymbolFeature } from './documentSymbol.ts';
import { fieldEditsFeature } from './fieldEdits.ts';
import { fieldRangeFeature } from './fieldRange.ts';
import { fieldsAtFeature } from './fieldsAt.ts';
import { foldingFeature } from './folding.ts';
import { hoverFeature } from './hover.ts';
import { inlayHintFeature } from './inlayHint.ts';
import { navigationFeature } from './navigation.ts';
import { onEnterFeature } from './onEnter.ts';
import { renameFeature } from './rename.ts';
import { renderedFeature } from './rendered.ts';
import { rolloutFeature } from './rollout.ts';
import { scenariosFeature } from './scenarios.ts';
import { scenarioTextFeature } from './scenarioText.ts';
import { selectionRangeFeature } from './selectionRange.ts';
import { simulatedTextFeature } from './simulatedText.ts';
import { simulationFeature } from './simulation.ts';
import { simulationTextFeature } from './simulationText.ts';
import { suppressionFeature } from './suppression.ts';
import { targetFeature } from './target.ts';
import { toolFeature } from './tool.ts';
import { tuneFeature } from './tune.ts';
import { workloadsFeature } from './workloads.ts';
import { workspaceSymbolFeature } from './workspaceSymbol.ts';

export const features: readonly Feature[] = [
  codeActionFeature,
  codeLensFeature,
  completionFeature,
  diagnosticFeature,
  documentLinkFeature,
  documentSymbolFeature,
  fieldEditsFeature,
  fieldRangeFeature,
  fieldsAtFeature,
  foldingFeature,
  hoverFeature,
  inlayHintFeature,
  navigationFeature,
  onEnterFeature,
  renameFeature,
  renderedFeature,
  rolloutFeature,
  scenarioTextFeature,
  scenariosFeature,
  selectionRangeFeature,
  simulatedTextFeature,
  simulationFeature,
  simulationTextFeature,
  suppressionFeature,
  targetFeature,
  toolFeature,
  tuneFeature,
  workspaceSymbolFeature,
  workloadsFeature,
];
