import { textOf } from '../text.ts';
import { laneMessages as say } from './laneMessages.ts';
import type { Texture, Tone } from './lanes.ts';

/** How a STATUS of `kubectl get pod` looks. */
export function lookOfStatus(ready: string, status: string): { tone: Tone; texture: Texture } {
  const plain = status.replace(/^Init:/, '');
  if (plain === 'Running') {
    const [up, of] = ready.split('/');
    return { tone: up === of ? 'good' : 'waiting', texture: 'solid' };
  }
  if (plain === 'Completed') return { tone: 'done', texture: 'dense' };
  if (plain === 'Terminating') return { tone: 'ending', texture: 'hatched' };
  if (plain === 'Error' || plain === 'OOMKilled' || /^(ExitCode|Signal):/.test(plain)) {
    return { tone: 'bad', texture: 'dense' };
  }
  if (isHarmlessWait(plain)) return { tone: 'pending', texture: 'hatched' };
  return { tone: 'bad', texture: 'hatched' };
}

/** The same in a word, for a narrow band. */
export function shortReason(reason: string): string[] {
  if (reason.endsWith('BackOff')) return [textOf(say.backOff())];
  if (/^(ErrImage|InvalidImage|Registry|ImageInspect)/.test(reason)) return [textOf(say.image())];
  if (reason === 'ContainerCreating') return [textOf(say.creating())];
  if (reason === 'PodInitializing') return [textOf(say.initializing())];
  return [];
}

/** A reason to wait that belongs to any pod's start. */
export function isHarmlessWait(reason: string): boolean {
  return /^(Pending|ContainerCreating|PodInitializing|NotReady|SchedulingGated|\d+\/\d+)$/.test(reason);
}
