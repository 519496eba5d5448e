import { test } from 'vitest';
import { newestRelease } from '../../schema/catalog.ts';
import { checkFix, checkRule, checkSilent } from '../testing/checkRule.ts';
import { unknownTarget } from './unknownTarget.ts';

test('a release beyond those that are known', () =>
  checkRule(
    unknownTarget,
    `
    # probewise: kubernetes=1.99
    #                       ^^^^ 💡 warning: Kubernetes 1.99 is not known here, so the file is checked against ${newestRelease}. ¶ Known are 1.28 to ${newestRelease}.
    apiVersion: v1
    kind: Pod
    `,
  ));

test('something that is no release', () =>
  checkFix(
    unknownTarget,
    `Write ${newestRelease}`,
    `
    apiVersion: v1
    kind: Pod
    # probewise: kubernetes=newest (always)
    `,
    `
    apiVersion: v1
    kind: Pod
    # probewise: kubernetes=${newestRelease} (always)
    `,
  ));

test.each(['1.30', 'v1.30', '1.30.4'])('%s is a release', (release) =>
  checkSilent(unknownTarget, `# probewise: kubernetes=${release}\napiVersion: v1\nkind: Pod\n`),
);

test('names a feature gate that there is not', () =>
  checkRule(
    unknownTarget,
    `
    # probewise: kubernetes=1.37 gates=H2CContainerProbes,-EnvFiles,Nonsense
    #                                  ^^^^^^^^^^^^^^^^^^ 💡 warning: No feature gate has the name "H2CContainerProbes". Did you mean "H2CContainerProbe"?
    #                                                               ^^^^^^^^ warning: No feature gate of Kubernetes 1.28 to 1.37 has the name "Nonsense", so it has no effect.
    apiVersion: v1
    kind: Pod
    `,
  ));
