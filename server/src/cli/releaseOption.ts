import { InvalidArgumentError, Option } from 'commander';
import { releaseChoices, targetOf } from '../features/target.ts';
import { type GateSettings, isGate, parseGates } from '../kubernetes/gates.ts';

/** The value of an option `--kubernetes`. */
export function parseRelease(text: string): string {
  const { kubernetes, source } = targetOf('', text);
  if (source === 'setting') return kubernetes;
  throw new InvalidArgumentError(`Known releases are ${releaseChoices.at(-1)} to ${releaseChoices[0]}.`);
}

/** Which feature gates a cluster has otherwise than its release. */
export function featureGatesOption(): Option {
  return new Option(
    '--feature-gates <gates>',
    'feature gates that the cluster has otherwise than its release, e.g. H2CContainerProbe,-EnvFiles; a comment `# probewise: gates=…` in a file adds to them',
  ).argParser(parseFeatureGates);
}

function parseFeatureGates(text: string): GateSettings {
  const gates = parseGates(text);
  const unknown = text.split(',').find((item) => !Object.keys(parseGates(item)).some(isGate));
  if (unknown === undefined) return gates;
  throw new InvalidArgumentError(
    `"${unknown.trim()}" is not a feature gate of Kubernetes ${releaseChoices.at(-1)} to ${releaseChoices[0]}.`,
  );
}
