/** What the language server answered a panel, as the panel gets it. */
import type { SimulateResult, SimulateRolloutResult } from '../../../server/src/lsp/protocol.ts';
import type { Simulation } from '../../webview/protocol.ts';
import { clientMessages as say } from '../messages.ts';
import { textOf } from '../text.ts';
import type { Choice } from './panelContext.ts';

export type Result =
  | { readonly view: 'pod'; readonly of: SimulateResult }
  | { readonly view: 'update' | 'create'; readonly of: SimulateRolloutResult };

/** What the panel shows of it. */
export function forPanel(result: Result, { uri, untilMs }: Choice): Simulation {
  const { workload, workloads, scenario, scenarios, rejections, verdicts, specPath, openEnds, release } = result.of;
  const { id, kind, name } = workload;
  const common = {
    uri,
    workload: { id, kind, name },
    workloads,
    scenario,
    scenarios,
    rejections: rejections.map(({ message }) => message),
    openEnds,
    release,
    verdicts,
    specPath,
    ...(untilMs === undefined ? {} : { untilMs }),
  };
  if (result.view === 'pod') {
    const { input, trace, windows } = result.of;
    return { ...common, view: 'pod', input, trace, windows };
  }
  const { input, trace, summary, statusLines, lives, lifeOf, oldScenario } = result.of;
  return { ...common, view: result.view, oldScenario, input, trace, summary, statusLines, lives, lifeOf };
}

/** All fields that the trace names. */
export function fieldsIn({ of }: Result): string[] {
  return [...new Set(of.trace.entries.flatMap(({ fields = [] }) => fields))];
}

export function kindOf(workload: string): string {
  return workload.slice(0, workload.indexOf('/'));
}

export function titleOf({ view, of: { workload, scenario, scenarios } }: Result): string {
  const title = scenarios.find(({ name }) => name === scenario)?.title ?? scenario;
  const titled = { workload: workload.name, scenario: title };
  return textOf(view === 'pod' ? say.podTitle(titled) : say.rolloutTitle(titled));
}
