import { groupedChoices } from '../../../server/src/simulation/scenarioGroups.ts';
import type { FromPanel, ScenarioChoice, Simulation, View } from '../protocol.ts';
import { textOf } from '../text.ts';
import { IconButton } from './icons.tsx';

const minute = 60_000;
const horizons = [
  { label: '1 min', untilMs: minute },
  { label: '2 min', untilMs: 2 * minute },
  { label: '5 min', untilMs: 5 * minute },
  { label: '15 min', untilMs: 15 * minute },
  { label: '1 h', untilMs: 60 * minute },
];

interface Props {
  readonly simulation: Simulation;
  readonly post: (message: FromPanel) => void;
}

/** What to simulate: workload, one pod or all, scenario, for how long. */
export function Choices({ simulation, post }: Props) {
  const { workload, workloads, scenario, scenarios, untilMs, view } = simulation;
  const chosen = scenarios.find(({ name }) => name === scenario);
  const hasRollout = workloads.find(({ id }) => id === workload.id)?.rollout ?? false;
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
      {hasRollout && (
        <label class="choice view">
          <span class="choice-name">Show</span>
          <select value={view} onChange={(event) => post({ type: 'choose', view: event.currentTarget.value as View })}>
            {viewsOf(workload.kind).map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      <ScenarioField
        name={view === 'update' ? 'New pods' : 'Scenario'}
        scenarios={scenarios}
        value={scenario}
        onChange={(name) => post({ type: 'choose', scenario: name })}
        onSearch={() => post({ type: 'pickScenario', of: 'scenario' })}
      />
      {chosen?.own ? (
        <IconButton icon="edit" label="Open the scenario’s file" onClick={() => post({ type: 'openScenario' })} />
      ) : (
        <IconButton icon="save" label="Save as a file of your own" onClick={() => post({ type: 'saveScenario' })} />
      )}
      {view === 'update' && (
        <ScenarioField
          name="Old pods"
          scenarios={scenarios}
          value={simulation.oldScenario}
          onChange={(oldScenario) => post({ type: 'choose', oldScenario })}
          onSearch={() => post({ type: 'pickScenario', of: 'oldScenario' })}
        />
      )}
      <label class="choice length">
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

function ScenarioField(props: {
  name: string;
  scenarios: readonly ScenarioChoice[];
  value: string;
  onChange: (name: string) => void;
  onSearch: () => void;
}) {
  const { name, scenarios, value, onChange, onSearch } = props;
  const groups = groupedChoices(scenarios);
  return (
    <>
      <label class="choice scenario">
        <span class="choice-name">{name}</span>
        <select
          value={value}
          aria-describedby="scenario-description"
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {groups.map(({ title, choices }) => (
            <optgroup key={title.id} label={textOf(title)}>
              {choices.map((choice) => (
                <option key={choice.name} value={choice.name} title={choice.description}>
                  {choice.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <IconButton
        icon="search"
        label={name === 'Old pods' ? 'Search for what happens before' : 'Search for what happens'}
        onClick={onSearch}
      />
    </>
  );
}

function viewsOf(kind: string): { name: View; title: string }[] {
  const pod = { name: 'pod', title: 'One pod' } as const;
  if (kind === 'Job' || kind === 'CronJob') return [pod, { name: 'create', title: 'All pods of the Job' }];
  return [pod, { name: 'update', title: 'Update of all pods' }, { name: 'create', title: 'First rollout' }];
}
