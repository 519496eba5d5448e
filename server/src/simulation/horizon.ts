/** How far a simulation looks ahead. */
import { horizonMs as expectedHorizonMs } from '../lifecycle/world/expectations.ts';
import { lastTimeMs } from '../lifecycle/world/lastTime.ts';
import type { Scenario } from '../lifecycle/world/scenario.ts';
import { simulationMessages as say } from './messages.ts';
import type { SimulationFailure } from './scenarios.ts';

const dayMs = 86_400_000;
const longestYears = 10;
/** No simulation may be asked to go further: times are dates, too, and a trace ends long before that. */
const longestMs = longestYears * 365 * dayMs;

/** Far enough that all that the scenario times has happened, with `restMs` after it, and all that it expects could have. */
export function scenarioHorizonMs(scenario: Scenario, restMs: number): number {
  const expectedMs = scenario.expect === undefined ? 0 : expectedHorizonMs(scenario.expect);
  return lastTimeMs(scenario) + Math.max(restMs, expectedMs);
}

/** Why so much is not simulated, if it is not; `untilMs` is what is asked for, where something is. */
export function tooFar(scenario: Scenario, untilMs = 0): SimulationFailure | undefined {
  if (!(untilMs >= 0 && untilMs <= longestMs)) {
    return { error: say.outOfRange({ count: longestYears }) };
  }
  if (scenarioHorizonMs(scenario, 0) <= longestMs) return undefined;
  return { error: say.scenarioTooLong({ scenario: scenario.name, count: longestYears }) };
}
