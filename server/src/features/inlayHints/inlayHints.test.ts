import { describe, expect, test } from 'vitest';
import { parseManifest } from '../../manifest/file.ts';
import { strictFormatter } from '../../rules/testing/formatter.ts';
import { english } from '../messages.ts';
import { carriedOver } from './carriedOver.ts';
import { inlayHints } from './inlayHints.ts';

const formatter = strictFormatter(english.texts);

/** The text with its hints in double brackets; undefined where there can be none. */
function hinted(text: string): string | undefined {
  const all = parseManifest(text).documents.map(inlayHints);
  if (all.includes(undefined)) return undefined;
  let shown = text;
  for (const { offset, label } of all.flatMap((hints) => hints!).toReversed())
    shown = `${shown.slice(0, offset)} «${formatter.text(label)}»${shown.slice(offset)}`;
  return shown;
}

/** The hints alone, each with the line that it stands behind. */
function hintsIn(text: string): string[] {
  return (hinted(text) ?? '').split('\n').flatMap((line) => (line.includes('«') ? [line.trim()] : []));
}

const pod = (
  container: string,
  spec = 'restartPolicy: Always\n  terminationGracePeriodSeconds: 30\n  ',
) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  ${spec}containers:
    - name: web
${container.replace(/^/gm, '      ')}
`;

test('say what Kubernetes sets where nothing is written', () => {
  expect(hintsIn(pod('image: nginx:latest', ''))).toEqual([
    'spec: «restartPolicy: Always, terminationGracePeriodSeconds: 30 s»',
    'image: nginx:latest «imagePullPolicy: Always ← :latest»',
  ]);
  expect(hintsIn(pod('image: nginx'))).toEqual(['image: nginx «imagePullPolicy: Always ← no tag»']);
  expect(hintsIn(pod('image: nginx:1.27 # ours'))).toEqual([
    'image: nginx:1.27 «imagePullPolicy: IfNotPresent» # ours',
  ]);
  expect(hintsIn(pod(`image: nginx@sha256:${'a'.repeat(64)}`))[0]).toContain('IfNotPresent ← digest');
  expect(hintsIn(pod('image: nginx:1.27\nimagePullPolicy: Never'))).toEqual([]);
  expect(hintsIn(pod('image: NGINX'))).toEqual([]);
});

const written = 'image: a:1\nimagePullPolicy: Always\nports:\n  - name: http\n    containerPort: 80\n';

describe('of a probe', () => {
  const probe = (name: string, timings: string) =>
    hintsIn(pod(`${written}${name}:\n  httpGet:\n    port: http\n${timings.replace(/^/gm, '  ')}`));

  test('say how long a hang lasts', () => {
    expect(
      probe('livenessProbe', 'initialDelaySeconds: 5\nperiodSeconds: 3\ntimeoutSeconds: 1\nfailureThreshold: 3'),
    ).toEqual(['livenessProbe: «restart 7–10 s after a hang» «11 s to start»']);
  });

  test('say when the pod is ready, and not ready any more', () => {
    expect(
      probe('readinessProbe', 'initialDelaySeconds: 5\nperiodSeconds: 3\ntimeoutSeconds: 1\nfailureThreshold: 3'),
    ).toEqual(['readinessProbe: «ready ≥ 5–8 s» «not ready 7–10 s after a hang»']);
  });

  test('say how long the app may take to start', () => {
    expect(probe('startupProbe', 'periodSeconds: 10\ntimeoutSeconds: 1\nfailureThreshold: 30')).toEqual([
      'startupProbe: «4 min 50 s to start»',
    ]);
  });

  test('say the pace that is not written', () => {
    expect(probe('livenessProbe', 'periodSeconds: 0').at(0)).toContain('«timeoutSeconds: 1 s, failureThreshold: 3»');
    expect(probe('livenessProbe', 'failureThreshold: 3').at(0)).toContain('«periodSeconds: 10 s, timeoutSeconds: 1 s»');
  });

  test('say that a port is missing', () => {
    expect(hintsIn(pod(`${written}livenessProbe:\n  tcpSocket:\n    port: web`))).toEqual([
      'livenessProbe: «no port is named web»',
    ]);
  });

  test('promise no restart where there is none', () => {
    const text = pod(
      `${written}livenessProbe:\n  periodSeconds: 3\n  timeoutSeconds: 1\n  failureThreshold: 3\n  tcpSocket:\n    port: http`,
      'restartPolicy: Never\n  terminationGracePeriodSeconds: 30\n  ',
    );
    expect(hintsIn(text)).toEqual(['livenessProbe: «killed 7–10 s after a hang» «6 s to start»']);
  });
});

test('nothing is said of what a template decides', () => {
  const text = pod(
    `image: "nginx:{{ .Values.tag }}"\nlivenessProbe:\n  tcpSocket:\n    port: 80\n  periodSeconds: {{ .Values.period }}\n  timeoutSeconds: 1\n  failureThreshold: 3`,
  );
  expect(hintsIn(text)).toEqual([]);
});

test('nothing is reported in what an alias brings in or in braces', () => {
  const text = pod(
    'image: a:1\nimagePullPolicy: Always\nlivenessProbe: &p { tcpSocket: { port: 80 } }\nreadinessProbe: *p',
  );
  expect(hintsIn(text)).toEqual([]);
});

test('a patch lacks what it does not change', () => {
  expect(hintsIn(`${pod('image: a')}  $patch: merge\n`)).toEqual([]);
});

describe('while the text is broken', () => {
  test('there are no new ones', () => {
    expect(hinted(`${pod('image: a')}  a: [\n`)).toBeUndefined();
  });

  test('the old ones stay where they are', () => {
    const before = pod('image: a');
    const hints = parseManifest(before).documents.flatMap((document) => inlayHints(document)!);
    const after = before.replace('name: web\n', 'name: "we\n');
    const kept = carriedOver(hints, before, after);
    expect(kept.map(({ offset }) => after.slice(0, offset).split('\n').at(-1)?.trim())).toEqual(['image: a']);
    expect(carriedOver(hints, before, before.replace('image: a', '')).length).toBe(0);
  });
});
