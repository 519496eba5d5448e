import { checkDns1123Label } from '../../kubernetes/names.ts';
import { replaceValue } from '../../manifest/edit.ts';
import { plainComplaint } from '../complaint.ts';
import { defineRule } from '../rule.ts';
import { isValidated, nameCheckOf } from '../validatedKinds.ts';

/** What is left of a prefix when five characters are added. */
const longestPrefix = 58;
/** A CronJob appends 11 characters to make the name of a Job. */
const longestCronJob = 52;

/** Upstream: `ValidateObjectMeta` with the name function of each kind, `ValidateCronJobCreate`. */
export const invalidObjectName = defineRule({
  meta: {
    id: 'invalid-object-name',
    severity: 'error',
    appliesTo: 'object',
    summary: 'An object has a name that its kind accepts.',
    messages: {
      missing: 'This {kind} needs a name: metadata.name.',
      invalid: '"{name}" is not a valid name of a {kind}: {complaint}.',
      namespace: '"{name}" is not a valid name of a namespace: {complaint}.',
      tooLong: {
        text: 'The name of a CronJob can have at most 52 characters, not {length}.',
        detail: 'The names of its Jobs have 11 more.',
      },
      use: 'Use {name}',
    },
    references: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
      'https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go',
    ],
  },
  *check({ object }, { kubernetes }) {
    const { kind, root } = object;
    if (!isValidated(object)) return;
    const metadata = root.get('metadata');
    const node = metadata.get('name');
    const generate = metadata.get('generateName');
    const check = nameCheckOf(kind, kubernetes);
    const name = node.isSet ? node.string : '';
    if (name === undefined || metadata.unknown) return;
    const prefix = generate.string;
    if (prefix) {
      // The API server masks a hyphen at the end, and then looks at the name that it has generated.
      const [own] = check(prefix.replace(/.-$/, 'a'));
      const [generated] = name === '' ? check(`${prefix.slice(0, longestPrefix)}xxxxx`) : [];
      const complaint = own ?? generated;
      if (complaint !== undefined) {
        const data = { name: prefix, kind, complaint: plainComplaint(complaint) };
        if (own !== undefined) yield { message: 'invalid', at: generate, data };
        if (generated !== undefined) yield { message: 'invalid', at: generate, path: node.path, data };
      }
    }
    if (name === '') {
      if (!prefix && !generate.unknown && !node.partial) yield { message: 'missing', at: node, data: { kind } };
    } else {
      const [complaint] = check(name);
      const repaired = name
        .trim()
        .toLowerCase()
        .replace(/[_\s]+/g, '-');
      if (complaint !== undefined)
        yield {
          message: 'invalid',
          at: node,
          data: { name, kind, complaint: plainComplaint(complaint) },
          fixes: () =>
            check(repaired).length === 0
              ? [{ title: 'use', data: { name: repaired }, safe: false, edits: replaceValue(node, repaired) }]
              : [],
        };
      else if (kind === 'CronJob' && name.length > longestCronJob)
        yield { message: 'tooLong', at: node, data: { length: name.length } };
    }
    const namespace = metadata.get('namespace');
    const [complaint] = namespace.string ? checkDns1123Label(namespace.string) : [];
    if (complaint !== undefined)
      yield {
        message: 'namespace',
        at: namespace,
        data: { name: namespace.string!, complaint: plainComplaint(complaint) },
      };
  },
});
