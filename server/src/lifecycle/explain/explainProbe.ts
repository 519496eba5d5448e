import { allOf, duration, type Message, paragraph } from '../../base/message.ts';
import { type FailedAttempts, failedAttemptsBehind } from '../trace/failedAttempts.ts';
import type { ProbeExecution, Trace } from '../trace/trace.ts';
import { probeMessages as say } from './probeMessages.ts';
import { words } from './words.ts';

/** What one attempt came to, and how many there were in a row. */
export function explainProbe(execution: ProbeExecution): Message {
  const { container, type: probe, output, inARow: count, threshold } = execution;
  const said = words(output);
  switch (execution.result) {
    case 'unknown': {
      const what =
        output === '' ? say.notRun({ probe, container }) : say.notRunBecause({ probe, container, output: said });
      return paragraph([what, say.countsNeither()]);
    }
    case 'success': {
      const what =
        count < threshold
          ? say.succeededInARow({ probe, container, count, threshold })
          : say.succeeded({ probe, container });
      return paragraph(execution.warning === true ? [what, say.redirected({ output: said })] : [what]);
    }
    case 'failure': {
      const inARow =
        count < threshold ? say.ofThreshold : count === threshold ? say.reachedThreshold : say.beyondThreshold;
      return paragraph([explainFailure(execution), inARow({ count, threshold })]);
    }
  }
}

function explainFailure({ container, type: probe, output, trouble }: ProbeExecution): Message {
  const isSilent = output.trim() === '';
  const given = { probe, container };
  const withOutput = { ...given, output: words(output) };
  if (trouble === 'timeout') return isSilent ? say.timedOut(given) : say.timedOutWith(withOutput);
  if (trouble === 'containerDied') return isSilent ? say.cutOff(given) : say.cutOffWith(withOutput);
  return isSilent ? say.failed(given) : say.failedWith(withOutput);
}

/** The run of failed attempts behind an entry; undefined where no probe had failed. */
export function explainFailedAttempts(trace: Trace, seq: number): Message | undefined {
  const failed = failedAttemptsBehind(trace, seq);
  if (failed === undefined) return undefined;
  const { output } = failed.probe;
  const attempts = attemptsFailed(failed);
  return output.trim() === '' ? attempts : paragraph([attempts, say.lastOutput({ output: words(output) })]);
}

function attemptsFailed({ probe: { type: probe, threshold, periodSeconds }, atMs }: FailedAttempts): Message {
  const given = { count: atMs.length, probe, threshold, moments: allOf(atMs.map(duration)) };
  return periodSeconds === undefined
    ? say.attemptsFailed(given)
    : say.attemptsFailedEvery({ ...given, period: periodSeconds });
}
