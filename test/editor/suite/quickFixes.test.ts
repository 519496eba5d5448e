import assert from 'node:assert/strict';
import { type CodeAction, ConfigurationTarget, commands, Range, type TextDocument, workspace } from 'vscode';
import { closeTexts, openText } from '../support/documents.ts';
import { apply, finding, findingsBy, findingsDownTo, fixesAt } from '../support/findings.ts';
import { rulePages } from '../support/rulePages.ts';

/** What each fix changes in the manifest on its rule's page: lines that go and lines that come. */
const changes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'abrupt-stop': {
    'Remove terminationGracePeriodSeconds, so that it is 30 s': ['-      terminationGracePeriodSeconds: 2'],
  },
  'always-pulls-digest': {
    'Set imagePullPolicy to IfNotPresent': ['-    imagePullPolicy: Always', '+    imagePullPolicy: IfNotPresent'],
  },
  'api-version-not-served': {
    'Use apps/v1': ['-apiVersion: extensions/v1beta1', '+apiVersion: apps/v1'],
  },
  'container-restart-policy': {
    'Use Always': ['-    restartPolicy: always', '+    restartPolicy: Always'],
  },
  'duplicate-key': {
    'Remove the first "image"': ['-    image: nginx:1.26'],
    'Remove the second "image"': ['-    image: nginx:1.27'],
  },
  'exactly-one-handler': {
    'Remove tcpSocket': ['-      tcpSocket:', '-        port: 80'],
    'Remove httpGet': ['-      httpGet:', '-        port: 80'],
  },
  'exec-without-shell': {
    'Split into words: ["cat", "/tmp/healthy"]': [
      '-        command: ["cat /tmp/healthy"]',
      '+        command: ["cat", "/tmp/healthy"]',
    ],
  },
  'image-with-space': {
    'Remove the white space': ['-    image: "nginx:1.27 "', '+    image: nginx:1.27'],
  },
  'indexed-job': {
    'Make the Job Indexed': ['+  completionMode: Indexed'],
    'Remove backoffLimitPerIndex': ['-  backoffLimitPerIndex: 1'],
  },
  'init-container-probe': {
    'Remove readinessProbe': ['-    readinessProbe:', '-      tcpSocket:', '-        port: 15021'],
    'Make the container a sidecar (restartPolicy: Always)': ['+    restartPolicy: Always'],
  },
  'invalid-active-deadline': {
    'Remove activeDeadlineSeconds': ['-      activeDeadlineSeconds: 600'],
  },
  'invalid-container-name': {
    'Use web-server': ['-  - name: Web_Server', '+  - name: web-server'],
  },
  'invalid-container-port': {
    'Use http': ['-    - name: HTTP', '+    - name: http'],
  },
  'invalid-environment': {
    'Use metadata.name': ['-          fieldPath: metadata.nam', '+          fieldPath: metadata.name'],
  },
  'invalid-http-header': {
    'Use X-Token': ['-        - name: X_Token', '+        - name: X-Token'],
  },
  'invalid-image-pull-policy': {
    'Use IfNotPresent': ['-    imagePullPolicy: ifnotpresent', '+    imagePullPolicy: IfNotPresent'],
  },
  'invalid-object-name': {
    'Use web-server': ['-  name: web_server', '+  name: web-server'],
  },
  'invalid-port': {
    'Use port 8080': ['-        port: "8080"', '+        port: 8080'],
  },
  'invalid-resources': {
    'Lower the request to 512Mi': ['-        memory: 1Gi', '+        memory: 512Mi'],
  },
  'invalid-rolling-update': {
    'Set maxUnavailable to 1': ['-      maxUnavailable: 0%', '+      maxUnavailable: 1'],
    'Set maxSurge to 1': ['-      maxSurge: 0', '+      maxSurge: 1'],
  },
  'invalid-scheme': {
    'Use HTTP': ['-        scheme: http', '+        scheme: HTTP'],
  },
  'invalid-time-zone': {
    'Use Asia/Shanghai': ['-  timeZone: asia/shanghai', '+  timeZone: Asia/Shanghai'],
  },
  'liveness-as-strict-as-readiness': {
    'Set failureThreshold of the liveness probe to 7': ['+      failureThreshold: 7'],
  },
  'min-ready-shorter-than-readiness': {
    'Set minReadySeconds to 30': ['-  minReadySeconds: 5', '+  minReadySeconds: 30'],
  },
  'misplaced-field': {
    'Move "initialDelaySeconds" into spec.containers[0].livenessProbe': [
      '-        initialDelaySeconds: 5',
      '+      initialDelaySeconds: 5',
    ],
  },
  'negative-number': {
    'Set initialDelaySeconds to 5': ['-      initialDelaySeconds: -5', '+      initialDelaySeconds: 5'],
    'Remove initialDelaySeconds, so that its default holds': ['-      initialDelaySeconds: -5'],
  },
  'never-pulled': {
    'Set imagePullPolicy to IfNotPresent': ['-    imagePullPolicy: Never', '+    imagePullPolicy: IfNotPresent'],
  },
  'no-grace-period': {
    'Remove terminationGracePeriodSeconds, which then is 30': ['-  terminationGracePeriodSeconds: 0'],
  },
  'node-port-out-of-range': {
    'Use 30012': ['-    nodePort: 40012', '+    nodePort: 30012'],
    'Remove nodePort, so that the cluster chooses': ['-    nodePort: 40012'],
  },
  'not-in-enum': {
    'Replace by "ClusterFirst"': ['-      dnsPolicy: clusterfirst', '+      dnsPolicy: ClusterFirst'],
  },
  'path-without-slash': {
    'Write /healthz': ['-        path: healthz', '+        path: /healthz'],
  },
  'pre-stop-uses-up-grace': {
    'Set terminationGracePeriodSeconds to 60': ['+  terminationGracePeriodSeconds: 60'],
  },
  'probe-asks-other-host': {
    'Remove host': ['-        host: localhost'],
  },
  'probe-grace-period': {
    'Remove terminationGracePeriodSeconds': ['-      terminationGracePeriodSeconds: 10'],
  },
  'progress-deadline-too-short': {
    'Set progressDeadlineSeconds to 660': ['-  progressDeadlineSeconds: 60', '+  progressDeadlineSeconds: 660'],
  },
  'pull-policy-contradicts-tag': {
    'Set imagePullPolicy to Always': ['-    imagePullPolicy: IfNotPresent', '+    imagePullPolicy: Always'],
    'Remove imagePullPolicy, which then is Always': ['-    imagePullPolicy: IfNotPresent'],
  },
  'restart-policy-of-kind': {
    'Set restartPolicy to OnFailure': ['+      restartPolicy: OnFailure'],
    'Set restartPolicy to Never': ['+      restartPolicy: Never'],
  },
  'rollout-takes-all-down': {
    'Set maxUnavailable to 1': ['-      maxUnavailable: 100%', '+      maxUnavailable: 1'],
  },
  'scheme-does-not-fit-port': {
    'Set scheme to HTTPS': ['+        scheme: HTTPS'],
  },
  'selector-mismatch': {
    'Change the labels of the template to match': ['-        app: web', '+        app: shop'],
  },
  'selector-selects-nothing': {
    'Use app: catalogue': ['-    app: catalog', '+    app: catalogue'],
  },
  'served-without-readiness': {
    'Add a readinessProbe that connects to port http': [
      '+        readinessProbe:',
      '+          tcpSocket:',
      '+            port: http',
    ],
  },
  'startup-exceeds-progress-deadline': {
    'Set progressDeadlineSeconds to 960': ['+  progressDeadlineSeconds: 960'],
  },
  'served-but-not-restarted': {
    'Set restartPolicy to Always': ['-  restartPolicy: OnFailure', '+  restartPolicy: Always'],
  },
  'success-threshold-must-be-one': {
    'Set successThreshold to 1': ['-      successThreshold: 2', '+      successThreshold: 1'],
  },
  'timeout-exceeds-period': {
    'Set timeoutSeconds to 5': ['-      timeoutSeconds: 30', '+      timeoutSeconds: 5'],
    'Set periodSeconds to 30': ['-      periodSeconds: 5', '+      periodSeconds: 30'],
  },
  'undeclared-target-port': {
    'Use http': ['-    targetPort: 8081', '+    targetPort: http'],
  },
  'unknown-field': {
    'Rename to "periodSeconds"': ['-      periodSecond: 5', '+      periodSeconds: 5'],
  },
  'unknown-volume': {
    'Use date': ['-    - name: data', '+    - name: date'],
  },
  'unresolved-port-name': {
    'Use port http': ['-        port: htpp', '+        port: http'],
  },
  'unresolved-target-port': {
    'Use http': ['-    targetPort: htpp', '+    targetPort: http'],
  },
  'unused-suppression': {
    'Remove the comment': ['-    # probewise-disable-next-line unresolved-port-name -- the mesh adds the port'],
  },
  'wrong-type': {
    'Write 3': ['-  replicas: "3"', '+  replicas: 3'],
  },
  'yaml-trap': {
    'Write 60': ['-  terminationGracePeriodSeconds: 060', '+  terminationGracePeriodSeconds: 60'],
  },
};

describe('the pages of the rules', () => {
  // Rules that are a matter of taste speak only where the user is strict.
  before(() => profile('strict'));
  after(() => profile(undefined));
  afterEach(closeTexts);

  for (const { rule, bad } of rulePages()) {
    describe(`the page of ${rule}`, () => {
      it('is true: the manifest is reported, with a link to the page', async () => {
        const { source, code } = await finding(await openText(bad), rule);
        assert.equal(source, 'probewise');
        assert.ok(typeof code === 'object');
        assert.equal(code.target.toString(), `probewise-docs:/rules/${rule}.md`);
      });

      for (const [title, expected] of Object.entries(changes[rule] ?? {})) {
        it(`"${title}" mends it`, async () => {
          const document = await openText(bad);
          const fixes = await fixesAt(document, await finding(document, rule));
          const { length: before } = findingsBy(document, rule);
          const fix = fixes.find((offered) => offered.title === title);
          assert.ok(fix, `offered: ${fixes.map((offered) => offered.title).join(' | ')}`);
          await apply(fix);
          assert.deepEqual(changedLines(bad, document.getText()), expected);
          await findingsDownTo(document, rule, before - 1);
        });
      }
    });
  }
});

describe('fix all', () => {
  const probe = (...lines: string[]) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx:1.27
    livenessProbe:
      httpGet:
        port: 80 # the page that nginx always has
        ${lines.join('\n      ')}
`;

  it('applies the safe fixes of a document at once and leaves comments alone', async () => {
    const document = await openText(probe('scheme: http', 'successThreshold: 2'));
    await finding(document, 'invalid-scheme');
    await finding(document, 'success-threshold-must-be-one');
    await apply(await fixAll(document));
    assert.equal(document.getText(), probe('scheme: HTTP', 'successThreshold: 1'));
  });
});

async function profile(name: string | undefined): Promise<void> {
  await workspace.getConfiguration('probewise').update('profile', name, ConfigurationTarget.Workspace);
}

async function fixAll(document: TextDocument): Promise<CodeAction> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(0, 0, 0, 0),
    'source.fixAll.probewise',
  );
  const [action] = actions;
  assert.ok(action, 'no fix-all is offered');
  return action;
}

/** The lines between the common beginning and the common end of two texts. */
function changedLines(before: string, after: string): string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  let start = 0;
  while (start < old.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const gone = old.slice(start, old.length - end).map((line) => `-${line}`);
  const come = now.slice(start, now.length - end).map((line) => `+${line}`);
  return [...gone, ...come];
}
