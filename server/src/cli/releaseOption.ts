import type { Option } from 'commander';
import { releaseChoices, targetOf } from '../features/target.ts';
import { type GateSettings, isGate, parseGates } from '../kubernetes/gates.ts';
import { invalid, newOption } from './help.ts';
import { cliMessages as say } from './messages.ts';

const knownReleases = { oldest: releaseChoices.at(-1)!, newest: releaseChoices[0]! };

/** The value of an option `--kubernetes`. */
export function parseRelease(text: string): string {
  const { kubernetes, source } = targetOf('', text);
  if (source === 'setting') return kubernetes;
  throw invalid(say.knownReleases(knownReleases));
}

/** Which feature gates a cluster has otherwise than its release. */
export function featureGatesOption(): Option {
  return newOption('--feature-gates <gates>', say.gatesOption({ example: 'H2CContainerProbe,-EnvFiles' })).argParser(
    parseFeatureGates,
  );
}

function parseFeatureGates(text: string): GateSettings {
  const gates = parseGates(text);
  const unknown = text.split(',').find((item) => !Object.keys(parseGates(item)).some(isGate));
  if (unknown === undefined) return gates;
  throw invalid(say.notAGate({ name: unknown.trim(), ...knownReleases }));
}
