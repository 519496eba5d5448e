import type { Message } from '../../base/message.ts';
import type { Texture, Tone } from './lanes.ts';
import { laneMessages as say } from './messages.ts';

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

/** READY and STATUS, the longest first. */
export function statusLabels(ready: string, status: string): Message[] {
  const name = (text: string) => say.name({ name: text });
  return [name(`${ready} ${status}`), name(status), ...shortReason(status), name(ready)];
}

/** The same in a word, for a narrow band. */
export function shortReason(reason: string): Message[] {
  if (reason.endsWith('BackOff')) return [say.backOff()];
  if (/^(ErrImage|InvalidImage|Registry|ImageInspect)/.test(reason)) return [say.image()];
  if (reason === 'ContainerCreating') return [say.creating()];
  if (reason === 'PodInitializing') return [say.initializing()];
  return [];
}

/** A reason to wait that belongs to any pod's start. */
export function isHarmlessWait(reason: string): boolean {
  return /^(Pending|ContainerCreating|PodInitializing|NotReady|SchedulingGated|\d+\/\d+)$/.test(reason);
}
