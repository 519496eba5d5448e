import { describe, expect, it } from 'vitest';
import type { Container, PodSpec } from '../../kubernetes/pod.ts';
import { seconds } from '../kernel/time.ts';
import type { ResourceQuota } from '../world/resourceQuota.ts';
import { type ChargedPod, PodQuotas } from './podQuotas.ts';

const container = (resources: Container['resources'] = {}): Container => ({ name: 'app', image: 'app:1', resources });
const spec = (resources?: Container['resources']): PodSpec => ({ containers: [container(resources)] });
const running = (own: PodSpec, more: object = {}): ChargedPod =>
  ({ view: { phase: 'Running' }, template: { pod: { spec: own } }, ...more }) as unknown as ChargedPod;

/** What is said of one pod more. */
function refusal(quota: Omit<ResourceQuota, 'name'>, own: PodSpec, present: readonly ChargedPod[] = [], now = 0) {
  return new PodQuotas([{ name: 'few', ...quota }], 0, true).refusal('web-x', own, present, now);
}

// The wording is that of the admission plugin `resourcequota` and of `Constraints` in `pkg/quota/v1/evaluator/core/pods.go`.
describe('a quota', () => {
  const asks = spec({ requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } });

  it('counts what pods request, and is exceeded by one too many', () => {
    const hard = { 'requests.cpu': 2, 'requests.memory': '3Gi', pods: 10 };
    const two = [running(asks), running(asks)];
    expect(refusal({ hard }, asks, two)).toBeUndefined();
    expect(refusal({ hard, used: { 'requests.cpu': '700m' } }, asks, two)).toBe(
      'pods "web-x" is forbidden: exceeded quota: few, requested: requests.cpu=500m, used: requests.cpu=1700m, limited: requests.cpu=2',
    );
    expect(refusal({ hard }, asks, [...two, running(asks)])).toBe(
      'pods "web-x" is forbidden: exceeded quota: few, requested: requests.memory=1Gi, used: requests.memory=3Gi, limited: requests.memory=3Gi',
    );
  });

  it('does not count pods that have ended, nor those that should be gone by now', () => {
    const hard = { pods: 1 };
    expect(refusal({ hard }, asks, [running(asks, { view: { phase: 'Succeeded' } })])).toBeUndefined();
    const stopping = running(asks, { deletedAt: 0 });
    expect(refusal({ hard }, asks, [stopping], seconds(29))).toContain('exceeded quota');
    expect(refusal({ hard }, asks, [stopping], seconds(31))).toBeUndefined();
  });

  it('wants each container to say what it takes of CPU and memory', () => {
    expect(refusal({ hard: { 'limits.cpu': 4, 'requests.memory': '4Gi', pods: 9 } }, spec())).toBe(
      'pods "web-x" is forbidden: failed quota: few: must specify limits.cpu for: app; requests.memory for: app',
    );
    // A limit stands for the request, and a LimitRange for what is not said.
    expect(refusal({ hard: { 'requests.cpu': 4 } }, spec({ limits: { cpu: '1' } }))).toBeUndefined();
    expect(refusal({ hard: { 'limits.cpu': 4 }, hasDefaults: true }, spec())).toBeUndefined();
  });

  it('is only about the pods in its scopes', () => {
    const none = { hard: { pods: 0 } };
    expect(refusal({ ...none, scopes: ['BestEffort'] }, spec())).toContain('exceeded quota');
    expect(refusal({ ...none, scopes: ['BestEffort'] }, asks)).toBeUndefined();
    expect(refusal({ ...none, scopes: ['Terminating'] }, spec())).toBeUndefined();
    expect(refusal({ ...none, scopes: ['Terminating'] }, { ...spec(), activeDeadlineSeconds: 9 })).toContain('pods=0');
  });

  it('may change', () => {
    const quota = { hard: { pods: 0 }, changes: [{ atSeconds: 60, hard: { pods: 1 } }] };
    expect(refusal(quota, asks, [], seconds(59))).toContain('limited: pods=0');
    expect(refusal(quota, asks, [], seconds(60))).toBeUndefined();
  });
});
