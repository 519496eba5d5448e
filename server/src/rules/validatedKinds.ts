/** The built-in kinds whose validation by the API server the rules follow. */
import {
  checkDns1035Label,
  checkDns1123Label,
  checkDns1123Subdomain,
  checkPathSegmentName,
  type NameCheck,
} from '../kubernetes/names.ts';
import type { ManifestObject } from '../manifest/object.ts';
import { compareReleases } from '../schema/release.ts';

const kinds: Readonly<Record<string, readonly string[]>> = {
  v1: [
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'Service',
    'ConfigMap',
    'Secret',
    'ServiceAccount',
    'PersistentVolumeClaim',
  ],
  'apps/v1': ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  'batch/v1': ['Job', 'CronJob'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'autoscaling/v1': ['HorizontalPodAutoscaler'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
};

export function isValidated({ apiVersion, kind }: ManifestObject): boolean {
  return Object.hasOwn(kinds, apiVersion) && kinds[apiVersion]!.includes(kind);
}

/**
 * The check of a kind's names. Names of Services may begin with a digit since 1.36 (RelaxedServiceNameValidation).
 * Upstream: the name function of each kind in its `validation.go`.
 */
export function nameCheckOf(kind: string, kubernetes: string): NameCheck {
  if (kind === 'StatefulSet') return checkDns1123Label;
  // Nothing but what all names must be: they go into a path. Upstream: `rest.BeforeCreate`.
  if (kind === 'PodDisruptionBudget') return checkPathSegmentName;
  if (kind !== 'Service') return checkDns1123Subdomain;
  return compareReleases(kubernetes, '1.36') < 0 ? checkDns1035Label : checkDns1123Label;
}
