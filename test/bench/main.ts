/** `npm run bench`: the figures that commit messages and documents quote. Each bench prints a table of its own. */
import { benchBadInput } from './badInput.ts';
import { benchCharts } from './charts.ts';
import { benchCheck } from './check.ts';
import { benchEditing } from './editing.ts';
import { benchGrowth } from './growth/growth.ts';
import { benchLifecycle } from './lifecycle.ts';
import { benchOverlays } from './overlays.ts';
import { benchRequests } from './requests.ts';
import { benchRollout } from './rollout.ts';
import { benchRules } from './rules.ts';
import { benchSimulate } from './simulate.ts';

const wanted = process.argv.slice(2);
const benches: Readonly<Record<string, () => string | Promise<string>>> = {
  editing: benchEditing,
  lifecycle: benchLifecycle,
  rollout: benchRollout,
  requests: benchRequests,
  rules: benchRules,
  simulate: benchSimulate,
  badInput: benchBadInput,
  charts: benchCharts,
  overlays: benchOverlays,
  check: benchCheck,
  growth: () => benchGrowth(wanted.filter((word) => word !== 'growth')),
};

for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) console.log(`\n# ${name}\n${await bench()}`);
}
