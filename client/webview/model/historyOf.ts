import type { Simulation } from '../protocol.ts';
import type { History } from './history.ts';
import { podHistory } from './podHistory.ts';
import { rolloutHistory } from './rolloutHistory.ts';

export function historyOf(simulation: Simulation): History {
  return simulation.view === 'pod' ? podHistory(simulation) : rolloutHistory(simulation);
}
