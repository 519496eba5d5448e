import type { Budget, BudgetKind } from '../../../server/src/simulation/budget.ts';
import { budgetMessages } from '../../../server/src/simulation/budgetMessages.ts';
import { panelMessages as say } from '../messages.ts';
import { textOf, timeText } from '../text.ts';
import { pure } from './pure.ts';

/** Where each second goes: a bar for each goal, and on demand the same as a table with what decides each part. */
export const Budgets = pure(({ budgets }: { budgets: readonly Budget[] }) => {
  if (budgets.length === 0) return null;
  return (
    <details class="budgets">
      <summary>
        <span class="budgets-name">{textOf(say.budget())}</span>
        {budgets.map((budget) => (
          <Bar key={budget.title.id} budget={budget} />
        ))}
      </summary>
      {budgets.map((budget) => (
        <BudgetTable key={budget.title.id} budget={budget} />
      ))}
    </details>
  );
});

/** The table says the same, also to who does not see the bar. */
function Bar({ budget: { title, totalMs, parts } }: { budget: Budget }) {
  return (
    <span class="budget-row">
      <span class="budget-title">
        {textOf(title)} <strong>{timeText(totalMs)}</strong>
      </span>
      <span class="budget-bar" aria-hidden="true">
        {parts.map(({ kind, ms }) => {
          const name = `${nameOf(kind)} ${timeText(ms)}`;
          return (
            <span key={kind} class={`budget-part budget-${kind}`} style={{ flexGrow: ms }} title={name}>
              <span>{name}</span>
            </span>
          );
        })}
      </span>
    </span>
  );
}

function BudgetTable({ budget: { title, totalMs, parts } }: { budget: Budget }) {
  return (
    <table>
      <caption>{textOf(title)}</caption>
      <thead>
        <tr>
          <th scope="col">{textOf(say.budgetPart())}</th>
          <th scope="col">{textOf(say.budgetTime())}</th>
          <th scope="col">{textOf(say.budgetShare())}</th>
          <th scope="col">{textOf(say.budgetBy())}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ kind, ms }) => (
          <tr key={kind}>
            <th scope="row">
              <span class={`budget-key budget-${kind}`} aria-hidden="true" />
              {nameOf(kind)}
            </th>
            <td>{timeText(ms)}</td>
            <td>{Math.round((100 * ms) / totalMs)} %</td>
            <td>{textOf(budgetMessages[`${kind}By`]())}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function nameOf(kind: BudgetKind): string {
  return textOf(budgetMessages[kind]());
}
