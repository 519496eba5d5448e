/** What an author of overlays feels: the first check of what they become, and the check after an edit of one file. */
import { checkOptions } from '../../server/src/features/diagnostics/diagnostics.ts';
import { checkOverlay, type OverlayCheck } from '../../server/src/features/overlay/overlayFindings.ts';
import { type OverlayManifests, overlayManifests } from '../../server/src/features/overlay/overlayManifests.ts';
import { OverlayFiles } from '../../server/src/overlay/overlayFiles.ts';
import { formatTable, measure } from './measure.ts';

const workloads = 60;
const podPaths = {};

export function benchOverlays(): string {
  const options = checkOptions({ kubernetesVersion: '1.34' });
  const check = (files: OverlayFiles, before?: { manifests: OverlayManifests; check: OverlayCheck }) => {
    const manifests = overlayManifests('/w/prod', files, podPaths, before?.manifests);
    if (manifests.built.failure) throw manifests.built.failure;
    return { manifests, check: checkOverlay(manifests, files, options, before?.check) };
  };
  let run = 0;
  // Another name each time, so that nothing is known from the run before.
  const cold = measure(() => {
    const texts = overlayOf(`web${run++}`);
    check(new OverlayFiles((path) => texts.get(path)));
  });
  const edited = (path: string, from: string, to: (digit: number) => string) => {
    const texts = overlayOf('web');
    const files = new OverlayFiles((name) => texts.get(name));
    const text = texts.get(path)!;
    let before = check(files);
    let digit = 0;
    return measure(() => {
      digit = (digit + 1) % 10;
      texts.set(path, text.replace(from, to(digit)));
      before = check(files, before);
    });
  };
  const base = edited('/w/base/web30.yaml', 'periodSeconds: 10', (digit) => `periodSeconds: 1${digit}`);
  const patch = edited('/w/prod/web30.yaml', 'failureThreshold: 5', (digit) => `failureThreshold: 1${digit}`);
  const ms = (figure: number) => `${figure.toFixed(1)} ms`;
  return formatTable([
    [`an overlay of ${workloads} workloads`, 'median', 'p95'],
    ['built and checked, cold', ms(cold.medianMs), ms(cold.p95Ms)],
    ['after an edit of a base', ms(base.medianMs), ms(base.p95Ms)],
    ['after an edit of a patch', ms(patch.medianMs), ms(patch.p95Ms)],
  ]);
}

/** A base of Deployments with their Services, and an overlay that patches each of them. */
function overlayOf(name: string): Map<string, string> {
  const texts = new Map<string, string>();
  const numbers = Array.from({ length: workloads }, (_, index) => index);
  const list = (entry: (index: number) => string) => numbers.map((index) => `  - ${entry(index)}\n`).join('');
  texts.set('/w/base/kustomization.yaml', `resources:\n${list((index) => `web${index}.yaml`)}`);
  texts.set(
    '/w/prod/kustomization.yaml',
    `namePrefix: prod-
namespace: prod
resources: [../base]
patches:
${list((index) => `path: web${index}.yaml`)}images:
  - {name: nginx, newTag: "1.29"}
labels:
  - {pairs: {stage: prod}, includeSelectors: true}
configMapGenerator:
  - {name: settings, literals: [a=b]}
`,
  );
  for (const index of numbers) {
    texts.set(`/w/base/web${index}.yaml`, baseOf(`${name}-${index}`));
    texts.set(`/w/prod/web${index}.yaml`, patchOf(`${name}-${index}`));
  }
  return texts;
}

const baseOf = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 2
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports: [{name: http, containerPort: 8080}]
          envFrom: [{configMapRef: {name: settings}}]
          resources:
            requests: {cpu: 100m, memory: 64Mi}
            limits: {memory: 64Mi}
          readinessProbe:
            httpGet: {path: /ready, port: http}
            periodSeconds: 10
          livenessProbe:
            httpGet: {path: /live, port: http}
            initialDelaySeconds: 30
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: {app: ${name}}
  ports:
    - port: 80
      targetPort: http
`;

const patchOf = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    spec:
      containers:
        - name: web
          livenessProbe:
            failureThreshold: 5
`;
