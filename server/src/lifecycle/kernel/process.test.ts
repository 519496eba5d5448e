import { expect, it } from 'vitest';
import { Kernel } from './kernel.ts';
import { lanes } from './lanes.ts';
import { Signal, type Task } from './process.ts';

function kernel(): Kernel {
  return new Kernel({ field: 'spec' }, 1000);
}

it('a sleep ends at its time, and each coroutine keeps its own cause', () => {
  const clock = kernel();
  const log: string[] = [];
  function* sleeper(name: string, length: number): Task {
    clock.cause = { scenario: name };
    yield* clock.sleep(length);
    log.push(`${name} at ${clock.now} because of ${JSON.stringify(clock.cause)}`);
  }
  clock.spawn(lanes.worker, sleeper('a', 30));
  clock.spawn(lanes.worker, sleeper('b', 10));
  clock.run(100);
  expect(log).toEqual(['b at 10 because of {"scenario":"b"}', 'a at 30 because of {"scenario":"a"}']);
});

it('a wait with a deadline ends with the signal or with the deadline, never twice', () => {
  const clock = kernel();
  const signal = new Signal();
  const log: number[] = [];
  function* waiter(): Task {
    yield (process) => signal.wait(process, 20);
    log.push(clock.now);
    yield* clock.sleep(50);
    log.push(clock.now);
  }
  clock.spawn(lanes.worker, waiter());
  clock.schedule(30, lanes.world, () => signal.fire());
  clock.run(1000);
  expect(log).toEqual([20, 70]);
});

it('stops at its limit of events and says so', () => {
  const clock = kernel();
  const again = () => {
    clock.schedule(clock.now, lanes.world, again);
  };
  again();
  expect(clock.run(1)).toBe(false);
});
