import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { english } from '../messages.ts';
import { fieldDocs } from './fieldDocs.ts';
import { hover } from './hover.ts';
import { toMarkdown } from './markdown.ts';

const formatter = strictFormatter(english.texts);

/** The hover at `$0`, and the text that it is about. */
function hoverIn(fixture: string): { about: string; markdown: string } | undefined {
  const offset = fixture.indexOf('$0');
  const text = fixture.replace('$0', '');
  const found = hover(parseManifest(text), offset);
  return found && { about: text.slice(found.span.start, found.span.end), markdown: toMarkdown(found, formatter) };
}

/** The first line: the value that holds here. */
function answer(fixture: string): string | undefined {
  const { markdown = '' } = hoverIn(fixture) ?? {};
  return /^\*\*`\w+`\*\*: (.*) · [^·]*$/m.exec(markdown)?.[1];
}

/** The course in one line. */
function drawing(fixture: string): string | undefined {
  return /^`((?:start|hang|deletion) .*)`$/m.exec(hoverIn(fixture)?.markdown ?? '')?.[1];
}

/** The bullets of a hover, which tell of this pod; links, texts and titles are left out. */
function bullets(fixture: string): string[] {
  const { markdown = '' } = hoverIn(fixture) ?? {};
  return [...markdown.matchAll(/^- (.*)$/gm)].map((match) => match[1] ?? '');
}

const pod = (container: string, spec = '') => `
apiVersion: v1
kind: Pod
spec:
${spec}  containers:
  - name: app
    image: nginx:1.27
${container.replace(/^\n/, '').replace(/^/gm, '    ')}
`;

const liveness = (timings: string) =>
  pod(`
livenessProbe:
  exec: { command: [redis-cli, ping] }
${timings.replace(/^\n/, '').replace(/^/gm, '  ')}`);

describe('timings of a probe', () => {
  test('say what they are, what holds here and what follows', () => {
    expect(hoverIn(liveness('initialDelaySeconds: 5\nperiod$0Seconds: 3'))).toEqual({
      about: 'periodSeconds',
      markdown: [
        '**`periodSeconds`**: 3 s, as written · time from one attempt to the next',
        '`start ─────── 5–8 s first attempt ───────── 11–14 s restart`',
        [
          '- If a running app stops answering, the container is restarted **6–9 s** later (7–10 s if attempts hang until their timeout).',
          '- If the app never answers, the container is restarted **11–14 s** after its start (12–15 s if attempts hang until their timeout).',
          '- If it fails from the start every time, `CrashLoopBackOff` shows after 3 restarts, **47–51 s** after the first start.',
        ].join('\n'),
        'The ticker starts when the pod reaches its node, not with the container, and goes on through restarts: so the first attempt comes up to one period after the delay.',
        '**Default:** 10 · **Value:** whole seconds, at least 1 (0 means the default) · [Configure probes](https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes) · [API reference](https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#probe-v1-core)',
      ].join('\n\n'),
    });
  });

  test.each([
    ['timeoutSeconds: $00', '1 s, the default, since `0` counts as not set'],
    ['timeoutSeconds: 4$0', '4 s, as written'],
    ['timeoutSeconds:$0', '1 s, the default'],
    ['timeoutSeconds: "1$0"', 'none, because what is written is not a possible value'],
    ['timeoutSeconds: {{ .Values.t$0 }}', 'a template decides, so this file does not tell'],
    ['failureThreshold: 4$0', '4, as written'],
    ['terminationGracePeriodSeconds: $04', '4 s, as written'],
    ['terminationGracePeriodSeconds: $0', '30 s, the default'],
  ])('%s', (timing, here) => {
    expect(answer(liveness(timing))).toBe(here);
  });

  test.each(['{{ .Values.delay }}', '"5"', '-5'])(
    'are silent about what follows from initialDelaySeconds: %s',
    (delay) => {
      expect(hoverIn(liveness(`initialDelaySeconds: ${delay}\nperiod$0Seconds: 3`))?.markdown).not.toMatch(/ s\*\*|─/);
    },
  );

  test('say nothing where a template may add a field', () => {
    const fixture = liveness('{{- toYaml .Values.probe | nindent 6 }}\nperiod$0Seconds: 3');
    expect(hoverIn(fixture)?.markdown).not.toMatch(/ s\*\*|─/);
  });
});

describe('a probe', () => {
  test('of liveness', () => {
    const fixture = liveness('initialDelaySeconds: 5').replace('livenessProbe', 'liveness$0Probe');
    expect(answer(fixture)).toBe(
      'initialDelaySeconds 5 s, timeoutSeconds 1 s (default), periodSeconds 10 s (default), successThreshold 1 (default), failureThreshold 3 (default)',
    );
    expect(drawing(fixture)).toBe(
      'hang ─────── 21–31 s restart ───────── 51 s–1 min 1 s restart if SIGTERM is ignored',
    );
    expect(bullets(fixture)).toEqual([
      'Runs `redis-cli ping` in the container.',
      'If a running app stops answering, the container is restarted **20–30 s** later (21–31 s if attempts hang until their timeout).',
      'If the app never answers, the container is restarted **25–35 s** after its start (26–36 s if attempts hang until their timeout).',
    ]);
  });

  test('of readiness', () => {
    const container =
      '\nreadinessProbe: { $0tcpSocket: { port: web }, successThreshold: 2 }\nports: [{ name: web, containerPort: 80 }]';
    expect(bullets(pod(container))).toEqual(['Connects to `<pod IP>:80`.']);
    const fixture = pod(container.replace('$0', '').replace('readiness', 'readiness$0'));
    expect(drawing(fixture)).toBe('start ─ 0–1 s first attempt ──────────────── 1–11 s ready');
    expect(bullets(fixture)).toEqual([
      'Connects to `<pod IP>:80`.',
      'Ready **1–11 s** after the container starts if the app answers from the start.',
      'If the app stops answering, the pod leaves the endpoints of its Services **20–30 s** later (21–31 s if attempts hang until their timeout). It is back **10–20 s** after the app answers again.',
    ]);
  });

  test('of startup', () => {
    const container =
      '\nstartup$0Probe:\n  httpGet: { port: 80, scheme: HTTPS }\n  failureThreshold: 30\nlivenessProbe: { tcpSocket: { port: 80 } }';
    expect(drawing(pod(container))).toBe(
      'start ─ 0–10 s first attempt ──────────────── 4 min 50 s must have answered ─ 4 min 50 s–5 min restart',
    );
    expect(bullets(pod(container))).toEqual([
      'Requests `https://<pod IP>:80/`.',
      'The app may take **4 min 50 s** to give its first good answer.',
      'If the app never answers, the container is restarted **4 min 50 s–5 min** after its start (4 min 51 s–5 min 1 s if attempts hang until their timeout).',
    ]);
  });

  test.each([
    ['timeoutSeconds: $02', 'hang ─────── 22–32 s restart ───────── 52 s–1 min 2 s restart if SIGTERM is ignored'],
    [
      'terminationGracePeriodSeconds: $05',
      'hang ───────────── 21–31 s restart ─── 26–36 s restart if SIGTERM is ignored',
    ],
    ['initialDelaySeconds: $05', 'start ─── 5–15 s first attempt ───────────── 25–35 s restart'],
  ])('draws what %s means', (timing, line) => {
    expect(drawing(liveness(timing))).toBe(line);
  });

  test('under restartPolicy Never the kill is final', () => {
    const spec = '  restartPolicy: Never\n';
    const [, kill] = bullets(pod('\nlivenessProbe: { exec: { command: [x] }, initial$0DelaySeconds: 5 }', spec)).slice(
      -2,
    );
    expect(kill).toBe(
      'If the app never answers, the container is killed **25–35 s** after its start (26–36 s if attempts hang until their timeout), and `restartPolicy: Never` keeps it stopped.',
    );
  });

  test.each([
    ['liveness', 'It never restarts the container.'],
    ['readiness', 'The container never becomes ready.'],
    ['startup', 'The container never counts as started, and its other probes never run.'],
  ])('of %s at a port that does not exist', (type, effect) => {
    const fixture = pod(`\n${type}Probe: { tcpSocket: { port: $0web } }`);
    const [follows] = bullets(fixture);
    expect(answer(fixture)).toBe('no port of this container is named `web`');
    expect(follows).toBe(
      `No port of this container is named \`web\`: every attempt is an error, neither success nor failure. ${effect}`,
    );
  });

  test('is not for init containers', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - name: a\n    liveness$0Probe: { exec: { command: [x] } }\n';
    expect(bullets(text).at(-1)).toBe(
      'Not allowed here: an init container has probes only as a sidecar, with `restartPolicy: Always`.',
    );
  });
});

describe('images', () => {
  const image = (reference: string, policy = '') =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: ${reference}\n${policy}`;
  test.each([
    [
      'nginx$0',
      'registry `docker.io`, repository `library/nginx`, tag `latest`, since none is written, pull policy `Always`',
    ],
    ['registry:5000/app:1$0', 'registry `registry:5000`, repository `app`, tag `1`, pull policy `IfNotPresent`'],
    [
      `a@sha256:$0${'0'.repeat(64)}`,
      'registry `docker.io`, repository `library/a`, digest `sha256:000000000000…`, pull policy `IfNotPresent`',
    ],
    ['http://a$0', 'not a valid reference: invalid reference format'],
    [
      "'docker.io/[A*_](command:x)$0'",
      'not a valid reference: invalid reference format: repository name (library/\\[A\\*\\_\\](command) must be lowercase',
    ],
    [
      "'<img src=a>`A&amp;$0'",
      'not a valid reference: invalid reference format: repository name (library/\\<img src=a\\>\\`A\\&amp;) must be lowercase',
    ],
    ['"{{ .Values.image }}$0"', 'a template decides, so this file does not tell'],
  ])('image: %s', (reference, here) => {
    expect(answer(image(reference))).toBe(here);
  });

  test.each([
    ['nginx', '', '`Always`, the default because the image has no tag'],
    ['nginx:latest', '', '`Always`, the default because the tag is `latest`'],
    ['nginx:1', '', '`IfNotPresent`, the default because the image has a tag other than `latest`'],
    ['nginx:1', ' Never', '`Never`, as written'],
    ['"{{ .Values.image }}"', '', 'a template decides, so this file does not tell'],
  ])('%s with imagePullPolicy:%s', (reference, policy, here) => {
    expect(answer(image(reference, `    image$0PullPolicy:${policy}\n`))).toBe(here);
  });
});

describe('the pod', () => {
  const workload = (kind: string, apiVersion: string, policy: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nspec:\n  template:\n    spec:\n      restart$0Policy: ${policy}\n      containers: [{ name: a }]\n`;

  test.each([
    ['Deployment', 'apps/v1', 'Always', '`Always`, as written', 'The restartPolicy of a Deployment must be `Always`.'],
    ['Deployment', 'apps/v1', 'Never', '`Never`, as written', 'The restartPolicy of a Deployment must be `Always`.'],
    ['Job', 'batch/v1', 'Never', '`Never`, as written', 'The restartPolicy of a Job must be `OnFailure` or `Never`.'],
    [
      'Job',
      'batch/v1',
      '',
      'not set; the default is not possible for a Job',
      'The restartPolicy of a Job must be `OnFailure` or `Never`.',
    ],
  ])('%s %s restartPolicy: %s', (kind, apiVersion, policy, here, follows) => {
    expect(answer(workload(kind, apiVersion, policy))).toBe(here);
    expect(bullets(workload(kind, apiVersion, policy))).toContain(follows);
  });

  test('says how long a crash loop waits each time', () => {
    expect(bullets(workload('Deployment', 'apps/v1', 'Always')).at(-1)).toBe(
      'A container that ends is started again at once the first time. If that goes on, the next waits are **10–17 s**, **20–35 s**, **40–55 s** and so on, at most **5 min–5 min 15 s** (`CrashLoopBackOff`). Ten minutes without a restart reset them.',
    );
  });

  test('says how long its deletion takes', () => {
    const container = '\nlifecycle: { preStop: { sleep: { seconds: 5 } } }';
    expect(bullets(pod(container, '  terminationGrace$0PeriodSeconds: 20\n')).at(-1)).toBe(
      'Deleting the pod takes **5–6 s** if its containers end when SIGTERM comes, **20–21 s** if one ignores it.',
    );
    expect(bullets(pod(container.replace('sleep', 'slee$0p'))).at(-1)).toBe(
      'SIGTERM comes **5 s** after the decision to stop the container, SIGKILL **30 s** after it.',
    );
  });
});

describe('places', () => {
  test.each([
    ['a key', 'livenessProbe:\n  exec:\n    comm$0and: [x]', 'command', 'command'],
    ['a word of a list', 'livenessProbe:\n  exec:\n    command: [x, y$0]', 'y', 'command'],
    ['a header', 'livenessProbe:\n  httpGet:\n    httpHeaders:\n    - na$0me: Host', 'name', 'name'],
    ['the name of a port', 'ports:\n- name: ht$0tp\n  containerPort: 80', 'http', 'name'],
    ['a hook', 'lifecycle:\n  postStart:\n    ex$0ec: {}', 'exec', 'exec'],
  ])('%s', (_, container, about, title) => {
    const found = hoverIn(pod(`\n${container}`));
    expect(found?.about).toBe(about);
    expect(found?.markdown).toContain(`**\`${title}\`**`);
  });

  test.each([
    ['outside the pod', 'apiVersion: v$01\nkind: Pod\n'],
    ["a field that has nothing to do with the pod's life", pod('\nworking$0Dir: /')],
    ['a comment', pod('\n# live$0nessProbe\nlivenessProbe: {}')],
    ['another kind', 'apiVersion: v1\nkind: Service\nspec:\n  livenessPr$0obe: {}\n'],
    ['an empty file', '$0'],
    ['broken text', 'apiVersion: v1\nkind: Pod\nspec: [$0'],
  ])('nothing at %s', (_, fixture) => {
    expect(hoverIn(fixture)).toBeUndefined();
  });

  test('in a later document of the file and in a list', () => {
    const item = '- apiVersion: v1\n  kind: Pod\n  spec:\n    restart$0Policy: Never\n';
    const found = hoverIn(`a: 1\n---\napiVersion: v1\nkind: List\nitems:\n${item}`);
    expect(found?.about).toBe('restartPolicy');
  });

  test('of what an alias brings in are those of the anchor', () => {
    const shared = '\nreadinessProbe: &probe\n  tcpSocket: { port: 80 }\n  period$0Seconds: 3\nlivenessProbe: *probe';
    expect(bullets(pod(shared))).toContain('First attempt **0–1 s** after the container starts.');
    expect(hoverIn(pod(shared.replace('$0', '').replace('*probe', '*pro$0be')))?.about).toBe('*probe');
  });
});

describe('a workload', () => {
  const workload = (kind: string, spec: string, container = '') =>
    `apiVersion: ${kind.endsWith('Job') ? 'batch' : 'apps'}/v1\nkind: ${kind}\nmetadata:\n  name: a\nspec:\n  selector: { matchLabels: { app: a } }\n${spec.replace(/^/gm, '  ')}\n  template:\n    metadata: { labels: { app: a } }\n    spec:\n      containers:\n        - name: a\n          image: a:1\n${container.replace(/^(?=.)/gm, '          ')}`;
  const ready = 'readinessProbe:\n  tcpSocket: { port: 80 }\n  initialDelaySeconds: 10\n';

  test.each([
    ['Deployment', 'replicas$0: 4', '4, as written'],
    ['Deployment', 'replicas$0:', '1, the default'],
    ['Deployment', 'minReady$0Seconds: 5', '5 s, as written'],
    ['Deployment', 'strategy:\n  type$0:', '`RollingUpdate`, the default'],
    ['Deployment', 'replicas: 3\nstrategy:\n  rollingUpdate:\n    max$0Surge: 25%', '`25%`, as written: 1 pod'],
    ['Deployment', 'replicas: 3\nstrategy:\n  rollingUpdate:\n    max$0Unavailable:', '`25%`, the default: 0 pods'],
    ['Deployment', 'replicas: {{ .Values.n }}\nstrategy:\n  rollingUpdate:\n    max$0Surge:', '`25%`, the default'],
    ['Deployment', 'progress$0DeadlineSeconds:', '600 s, the default'],
    ['StatefulSet', 'podManagement$0Policy: Parallel', '`Parallel`, as written'],
    ['Job', 'backoff$0Limit: 2', '2, as written'],
    ['Job', 'active$0DeadlineSeconds: 60', '60 s, as written'],
    ['Job', 'parallelism$0:', '1, the default'],
  ])('%s with %s', (kind, spec, here) => {
    expect(answer(workload(kind, spec))).toBe(here.replace('600 s', '10 min').replace('60 s', '1 min'));
  });

  test('says how long a rollout takes', () => {
    expect(bullets(workload('Deployment', 'replicas$0: 4\nminReadySeconds: 5', ready))).toEqual([
      'Without image pulls, a rollout of 4 pods takes **30–50 s** if the app answers from the start.',
    ]);
    expect(bullets(workload('Deployment', 'progress$0DeadlineSeconds: 60', ready))).toEqual([
      'Without image pulls, a new pod is available **10–20 s** after its creation if the app answers from the start.',
    ]);
    expect(bullets(workload('Deployment', 'replicas$0: 4', ready.replace('10', '{{ .Values.delay }}')))).toEqual([]);
  });

  test('of a CronJob has the fields of both', () => {
    const text = (field: string) =>
      `apiVersion: batch/v1\nkind: CronJob\nspec:\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      backoffLimit: 3\n      template:\n        spec:\n          containers: [{ name: a, image: a:1 }]\n`.replace(
        field,
        `${field}$0`,
      );
    expect(answer(text('concurrencyPolicy'))).toBe('`Forbid`, as written');
    expect(answer(text('backoffLimit'))).toBe('3, as written');
  });
});

describe('a state', () => {
  const status = (fields: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: {}\nstatus:\n${fields.replace(/^/gm, '  ')}\n`;

  test.each([
    [
      'the reason of a waiting container',
      'containerStatuses:\n- state:\n    waiting:\n      reason: CrashLoop$0BackOff',
      'CrashLoopBackOff',
    ],
    ['its key', 'containerStatuses:\n- state:\n    wait$0ing:\n      reason: CrashLoopBackOff', 'Waiting'],
    ['the phase', 'phase: Pend$0ing', 'Pending'],
    ['a condition', 'conditions:\n- type: Ready$0\n  status: "False"', 'Ready'],
    ["a condition's reason", 'conditions:\n- type: Ready\n  reason: Containers$0NotReady', 'ContainersNotReady'],
    [
      'a last state',
      'containerStatuses:\n- lastState:\n    terminated:\n      reason: OOM$0Killed\n      exitCode: 137',
      'OOMKilled',
    ],
  ])('in a status: %s', (_, fields, word) => {
    expect(hoverIn(status(fields))?.markdown).toMatch(new RegExp(`^\\*\\*${word}\\*\\*: .*Set by`));
  });

  test('in what kubectl printed, pasted as a comment', () => {
    const comment = '# web-0   0/1   Init:CrashLoop$0BackOff   7 (2m ago)   12m\n';
    expect(hoverIn(comment + status('phase: Pending'))).toMatchObject({ about: 'Init:CrashLoopBackOff' });
    expect(hoverIn(`# this is Read$0y\n${status('phase: Pending')}`)).toBeUndefined();
  });

  test('is no word of the spec, and none that Kubernetes does not use', () => {
    expect(hoverIn(status('phase: Plan$0ned'))).toBeUndefined();
    expect(hoverIn(status('phase: toStr$0ing'))).toBeUndefined();
    expect(hoverIn(status('message: Pend$0ing'))).toBeUndefined();
  });
});

const examples = globSync('examples/*.yaml', { cwd: join(import.meta.dirname, '../../../..'), absolute: true });

test.each(examples)('%s: every hover is short, and its first line is the answer', (path) => {
  const text = readFileSync(path, 'utf8');
  const file = parseManifest(text);
  const seen = new Set<string>();
  for (const { index } of text.matchAll(/\w+/g)) {
    const found = hover(file, index);
    if (!found) continue;
    const lines = toMarkdown(found, formatter)
      .split('\n')
      .filter((line) => line.trim() !== '');
    seen.add(lines[0]!);
    expect(lines.length, lines.join('\n')).toBeLessThan(8);
    expect(lines[0]).toMatch(/^\*\*`/);
  }
  expect(seen.size).toBeGreaterThan(3);
});

describe('feature gates', () => {
  /** What a hover says of the gate; empty where it names none. */
  const gate = (comment: string, fixture: string): string =>
    /^\*\*Feature gate:\*\* (.*)$/m.exec(
      hoverIn(`# probewise: ${comment}\n${fixture.trimStart()}`)?.markdown ?? '',
    )?.[1] ?? '';
  const stopSignal = pod('\nlifecycle:\n  stopSig$0nal: SIGUSR1');
  const http2 = pod('\nreadinessProbe:\n  httpGet: { port: 80, proto$0col: HTTP2 }');
  const http1 = pod('\nreadinessProbe:\n  httpGet: { port: 80, proto$0col: HTTP1 }');
  const grpcTls = pod('\nlivenessProbe:\n  grpc: { port: 80, mo$0de: TLS }');
  const ownPolicy = pod('\nrestart$0Policy: Never');
  const sidecar = (policy: string) =>
    pod('', `  initContainers:\n  - { name: side, image: side:1, restart$0Policy: ${policy} }\n`);

  test.each([
    [
      'kubernetes=1.37',
      stopSignal,
      '`ContainerStopSignals`, **off** in Kubernetes 1.37 unless it is set otherwise: the API server drops the field',
    ],
    ['kubernetes=1.37 gates=ContainerStopSignals', stopSignal, '`ContainerStopSignals`, on in this cluster'],
    [
      'kubernetes=1.37 gates=-ContainerStopSignals',
      stopSignal,
      '`ContainerStopSignals`, **off** in this cluster: the API server drops the field',
    ],
    ['kubernetes=1.32', stopSignal, ''],
    [
      'kubernetes=1.37',
      http2,
      '`H2CContainerProbe`, **off** in Kubernetes 1.37 unless it is set otherwise: the API server drops the field',
    ],
    ['kubernetes=1.37 gates=H2CContainerProbe', http2, '`H2CContainerProbe`, on in this cluster'],
    [
      'kubernetes=1.37',
      http1,
      '`H2CContainerProbe`, **off** in Kubernetes 1.37 unless it is set otherwise: the API server drops the field',
    ],
    [
      'kubernetes=1.37',
      grpcTls,
      '`GRPCContainerProbeTLS`, **off** in Kubernetes 1.37 unless it is set otherwise: the API server drops the field',
    ],
    ['kubernetes=1.33', ownPolicy, ''],
    [
      'kubernetes=1.34',
      ownPolicy,
      '`ContainerRestartRules`, **off** in Kubernetes 1.34 unless it is set otherwise: the API server drops the field',
    ],
    ['kubernetes=1.35', ownPolicy, '`ContainerRestartRules`, on in Kubernetes 1.35 unless it is set otherwise'],
    [
      'kubernetes=1.36 gates=-ContainerRestartRules',
      ownPolicy,
      '`ContainerRestartRules`, **off** in this cluster: the API server drops the field',
    ],
    [
      'kubernetes=1.34',
      sidecar('OnFailure'),
      '`ContainerRestartRules`, **off** in Kubernetes 1.34 unless it is set otherwise: the API server drops the field',
    ],
    ['kubernetes=1.37', sidecar('Always'), ''],
    ['kubernetes=1.37', pod('\nima$0ge: nginx:1.27'), ''],
  ])('%s: %#', (comment, fixture, expected) => expect(gate(comment, fixture)).toBe(expected));
});

test('every field has a text, a page and an API type', () => {
  for (const [id, doc] of Object.entries(fieldDocs)) {
    expect(doc.title, id).not.toMatch(/\.$/);
    expect(doc.more.url, id).toMatch(/^https:\/\/kubernetes\.io\/docs\/[\w/-]+\/(#[\w-]+)?$/);
    expect(doc.api, id).toMatch(/^[a-z]+-v1-(core|apps|batch)$/);
    for (const text of typeof doc.text === 'string' ? [doc.text] : Object.values(doc.text)) {
      expect(text, id).toMatch(/\.$/);
      expect(text.length, id).toBeLessThan(450);
    }
  }
});
