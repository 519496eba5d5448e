import type { FromPanel, Simulation } from '../protocol.ts';

const minute = 60_000;
const horizons = [
  { label: '1 min', untilMs: minute },
  { label: '2 min', untilMs: 2 * minute },
  { label: '5 min', untilMs: 5 * minute },
  { label: '15 min', untilMs: 15 * minute },
  { label: '1 h', untilMs: 60 * minute },
];

/** What to simulate: workload, scenario, for how long. */
export function Choices({ simulation, post }: { simulation: Simulation; post: (message: FromPanel) => void }) {
  const { workload, workloads, scenario, scenarios, untilMs } = simulation;
  const chosen = scenarios.find(({ name }) => name === scenario);
  return (
    <div class="choices">
      <label class="choice workload">
        <span class="choice-name">Workload</span>
        <select value={workload.id} onChange={(event) => post({ type: 'choose', workload: event.currentTarget.value })}>
          {workloads.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label class="choice scenario">
        <span class="choice-name">Scenario</span>
        <select
          value={scenario}
          aria-describedby="scenario-description"
          onChange={(event) => post({ type: 'choose', scenario: event.currentTarget.value })}
        >
          {scenarios.map(({ name, title, description }) => (
            <option key={name} value={name} title={description}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label class="choice">
        <span class="choice-name">Length</span>
        <select
          value={untilMs === undefined ? '' : `${untilMs}`}
          onChange={(event) => {
            const { value } = event.currentTarget;
            post({ type: 'choose', untilMs: value === '' ? null : Number(value) });
          }}
        >
          <option value="">auto</option>
          {horizons.map((horizon) => (
            <option key={horizon.untilMs} value={`${horizon.untilMs}`}>
              {horizon.label}
            </option>
          ))}
        </select>
      </label>
      <p class="scenario-description quiet" id="scenario-description">
        {chosen?.description}
      </p>
    </div>
  );
}
