/** Answers `probewise/scenarios`: what can be chosen, whatever is open. */
import { scenarioChoices } from '../../features/simulation/scenarioChoices.ts';
import type { Feature } from '../feature.ts';
import { formatter } from '../formatter.ts';
import { type ScenarioChoice, type ScenariosParams, scenariosRequest } from '../protocol.ts';

export const scenariosFeature: Feature = {
  capability: {},
  register({ connection }) {
    connection.onRequest<readonly ScenarioChoice[], void>(scenariosRequest, ({ scenarioFiles }: ScenariosParams) =>
      scenarioChoices(formatter, scenarioFiles),
    );
  },
};
