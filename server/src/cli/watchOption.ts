import type { Option } from 'commander';
import { invalid, newOption } from './help.ts';
import { cliMessages as say } from './messages.ts';

/** Slower, a replay would not end in a day; faster, nobody would see it. */
const speeds = { least: 0.01, most: 10_000 };

/** `--watch` plays in real time, `--watch 10` ten times as fast. */
export function watchOption(): Option {
  return newOption('--watch [speed]', say.watchOption()).argParser((text) => {
    const speed = Number(text);
    if (text.trim() !== '' && speed >= speeds.least && speed <= speeds.most) return speed;
    throw invalid(say.writeSpeed(speeds));
  });
}

/** How many simulated seconds pass in one; undefined where nothing is to be replayed. */
export function speedOf(watch: number | true | undefined): number | undefined {
  return watch === true ? 1 : watch;
}
