import { checkDns1123Subdomain } from '../../kubernetes/names.ts';
import { jobSpecOf } from '../../manifest/jobSpec.ts';
import { defineRule } from '../rule.ts';

/** Upstream: `IsDomainPrefixedPath`. */
export const invalidManagedBy = defineRule({
  meta: {
    id: 'invalid-managed-by',
    severity: 'error',
    appliesTo: 'workload',
    summary: 'managedBy of a Job is a domain, a slash and a path.',
    messages: {
      invalid: {
        text: 'managedBy must be a domain and a path, such as example.com/controller, not "{value}".',
        detail: 'It names the controller of the Job and has at most 63 characters.',
      },
    },
    references: [
      'https://kubernetes.io/docs/concepts/workloads/controllers/job/#delegation-of-managing-a-job-object-to-external-controller',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go',
    ],
  },
  *check({ workload }) {
    const node = jobSpecOf(workload)?.get('managedBy');
    const value = node?.string;
    if (!node || value === undefined) return;
    const [, domain = '', path = ''] = /^([^/]*)\/(.*)$/s.exec(value) ?? [];
    const isValid = checkDns1123Subdomain(domain).length === 0 && /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(path);
    if (!isValid || value.length > 63) yield { message: 'invalid', at: node, data: { value } };
  },
});
