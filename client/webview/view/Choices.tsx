import type { ComponentChildren } from 'preact';
import type { Message } from '../../../server/src/base/message.ts';
import { groupedChoices } from '../../../server/src/simulation/scenarioGroups.ts';
import { panelMessages as say } from '../messages.ts';
import type { FromPanel, ScenarioChoice, Simulation, View } from '../protocol.ts';
import { textOf, timeText } from '../text.ts';
import { IconButton } from './icons.tsx';
import { pure } from './pure.ts';

const minute = 60_000;
const horizonsMs = [1, 2, 5, 15, 60].map((minutes) => minutes * minute);

interface Props {
  readonly simulation: Simulation;
  readonly post: (message: FromPanel) => void;
}

/** What to simulate: workload, one pod or all, scenario, for how long. */
export const Choices = pure(function Choices({ simulation, post }: Props) {
  const { workload, workloads, scenario, scenarios, untilMs, view } = simulation;
  const chosen = scenarios.find(({ name }) => name === scenario);
  const hasRollout = workloads.find(({ id }) => id === workload.id)?.rollout ?? false;
  return (
    <div class="choices">
      <label class="choice workload">
        <span class="choice-name">{textOf(say.workload())}</span>
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
          <span class="choice-name">{textOf(say.show())}</span>
          <select value={view} onChange={(event) => post({ type: 'choose', view: event.currentTarget.value as View })}>
            {viewsOf(workload.kind).map(({ name, title }) => (
              <option key={name} value={name}>
                {textOf(title)}
              </option>
            ))}
          </select>
        </label>
      )}
      <ScenarioField
        name={textOf(view === 'update' ? say.newPods() : say.scenario())}
        searchLabel={textOf(say.searchScenario())}
        scenarios={scenarios}
        value={scenario}
        onChange={(name) => post({ type: 'choose', scenario: name })}
        onSearch={() => post({ type: 'pickScenario', of: 'scenario' })}
      >
        {chosen?.own ? (
          <IconButton icon="edit" label={textOf(say.openScenario())} onClick={() => post({ type: 'openScenario' })} />
        ) : (
          <IconButton icon="save" label={textOf(say.saveScenario())} onClick={() => post({ type: 'saveScenario' })} />
        )}
      </ScenarioField>
      {view === 'update' && (
        <ScenarioField
          name={textOf(say.oldPods())}
          searchLabel={textOf(say.searchOldScenario())}
          scenarios={scenarios}
          value={simulation.oldScenario}
          onChange={(oldScenario) => post({ type: 'choose', oldScenario })}
          onSearch={() => post({ type: 'pickScenario', of: 'oldScenario' })}
        />
      )}
      <label class="choice length">
        <span class="choice-name">{textOf(say.length())}</span>
        <select
          value={untilMs === undefined ? '' : `${untilMs}`}
          onChange={(event) => {
            const { value } = event.currentTarget;
            post({ type: 'choose', untilMs: value === '' ? null : Number(value) });
          }}
        >
          <option value="">{textOf(say.automatic())}</option>
          {horizonsMs.map((ms) => (
            <option key={ms} value={`${ms}`}>
              {timeText(ms)}
            </option>
          ))}
        </select>
      </label>
      <p class="scenario-description quiet" id="scenario-description">
        {chosen?.description}
      </p>
    </div>
  );
});

/** A choice of a scenario and its buttons, which stay beside it. */
function ScenarioField(props: {
  name: string;
  searchLabel: string;
  scenarios: readonly ScenarioChoice[];
  value: string;
  onChange: (name: string) => void;
  onSearch: () => void;
  children?: ComponentChildren;
}) {
  const { name, searchLabel, scenarios, value, onChange, onSearch, children } = props;
  const groups = groupedChoices(scenarios);
  return (
    <div class="scenario-field">
      <label class="choice">
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
      <IconButton icon="search" label={searchLabel} onClick={onSearch} />
      {children}
    </div>
  );
}

function viewsOf(kind: string): { name: View; title: Message }[] {
  const pod = { name: 'pod', title: say.onePod() } as const;
  if (kind === 'Job' || kind === 'CronJob') return [pod, { name: 'create', title: say.podsOfJob() }];
  return [pod, { name: 'update', title: say.updateOfAll() }, { name: 'create', title: say.firstRollout() }];
}
