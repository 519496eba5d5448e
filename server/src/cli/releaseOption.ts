import { InvalidArgumentError } from 'commander';
import { releaseChoices, targetOf } from '../features/target.ts';

/** The value of an option `--kubernetes`. */
export function parseRelease(text: string): string {
  const { kubernetes, source } = targetOf('', text);
  if (source === 'setting') return kubernetes;
  throw new InvalidArgumentError(`Known releases are ${releaseChoices.at(-1)} to ${releaseChoices[0]}.`);
}
