import { expect, test } from 'vitest';
import { gateIn, guardsOf, isGate, isGateOn, parseGates } from './gates.ts';

test.each([
  ['MaxUnavailableStatefulSet', '1.34', false],
  ['MaxUnavailableStatefulSet', '1.35.0', true],
  ['MaxUnavailableStatefulSet', '1.35.3', true],
  ['MaxUnavailableStatefulSet', '1.35.4', false],
  ['MaxUnavailableStatefulSet', '1.35', false],
  ['MaxUnavailableStatefulSet', '1.37', true],
  ['KubeletEnsureSecretPulledImages', '1.34', false],
  ['KubeletEnsureSecretPulledImages', '1.35', true],
  ['RestartAllContainersOnContainerExits', '1.35', false],
  ['RestartAllContainersOnContainerExits', '1.36', true],
  ['ContainerStopSignals', '1.37', false],
  ['SidecarContainers', '1.28', false],
  ['SidecarContainers', '1.36', true],
])('%s in %s is on: %s', (gate, kubernetes, expected) => {
  expect(isGateOn(gate, kubernetes)).toBe(expected);
});

test('a gate that has been removed is as it ended', () => {
  expect(gateIn('JobSuccessPolicy', '1.37')).toBeUndefined();
  expect(isGateOn('JobSuccessPolicy', '1.37', { JobSuccessPolicy: false })).toBe(true);
});

test('a gate that does not exist yet is off, with any setting', () => {
  expect(isGateOn('H2CContainerProbe', '1.36', { H2CContainerProbe: true })).toBe(false);
});

test('what a cluster sets wins, but not over a locked gate', () => {
  expect(isGateOn('H2CContainerProbe', '1.37', { H2CContainerProbe: true })).toBe(true);
  expect(isGateOn('ContainerRestartRules', '1.37', { ContainerRestartRules: false })).toBe(false);
  expect(gateIn('SidecarContainers', '1.36')).toEqual({ stage: 'stable', enabled: true, locked: true });
  expect(isGateOn('SidecarContainers', '1.36', { SidecarContainers: false })).toBe(true);
});

test('AllAlpha and AllBeta set what has no setting of its own', () => {
  expect(isGateOn('H2CContainerProbe', '1.37', { AllAlpha: true })).toBe(true);
  expect(isGateOn('H2CContainerProbe', '1.37', { AllAlpha: true, H2CContainerProbe: false })).toBe(false);
  expect(isGateOn('MaxUnavailableStatefulSet', '1.37', { AllBeta: false })).toBe(false);
});

test('gates are written with and without values', () => {
  expect(parseGates('H2CContainerProbe,-EnvFiles, A=true,B=false,,c d')).toEqual({
    H2CContainerProbe: true,
    EnvFiles: false,
    A: true,
    B: false,
  });
  expect(parseGates('')).toEqual({});
});

test('names of objects are no gates', () => {
  expect(isGate('constructor')).toBe(false);
  expect(isGateOn('constructor', '1.37')).toBe(false);
});

test('a field knows its gate', () => {
  expect(guardsOf('core.v1.HTTPGetAction.protocol').map(({ gate }) => gate)).toEqual(['H2CContainerProbe']);
  expect(guardsOf('core.v1.HTTPGetAction.port')).toEqual([]);
});
