/** Answers `probewise/workloads`: what there is to simulate. Nothing is simulated for it. */
import type { CancellationToken } from 'vscode-languageserver';
import { workloadChoice } from '../../features/simulation/shownSimulation.ts';
import { chooseWorkload, workloadsIn } from '../../features/simulation/workloads.ts';
import type { Feature } from '../feature.ts';
import { type WorkloadsParams, type WorkloadsResult, workloadsRequest } from '../protocol.ts';
import type { Snapshot } from '../snapshots.ts';

export const workloadsFeature: Feature = {
  capability: {},
  register({ connection, answer }) {
    connection.onRequest(workloadsRequest, (params: WorkloadsParams, token: CancellationToken) =>
      answer<WorkloadsResult>(
        { method: workloadsRequest, uri: params.textDocument.uri, token },
        { workloads: [] },
        (snapshot) => answerWorkloads(snapshot, params),
      ),
    );
  },
};

function answerWorkloads({ document, simulated }: Snapshot, { position }: WorkloadsParams): WorkloadsResult {
  const workloads = workloadsIn(simulated.file);
  const current = chooseWorkload(
    workloads,
    position === undefined ? {} : { offset: simulated.toFile(document.offsetAt(position)) },
  );
  return {
    workloads: workloads.map(workloadChoice),
    ...('error' in current ? {} : { current: workloadChoice(current) }),
  };
}
