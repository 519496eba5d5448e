/** What templates, patches and operators leave open of a pod is made up, so that it can run. */
import { expect, test } from 'vitest';
import { parseManifest } from './file.ts';
import { plainPod } from './plainPod.ts';
import { workloadsOf } from './workload.ts';

const podOf = (text: string) => {
  const [object] = parseManifest(text).documents[0]!.content.objects;
  return plainPod(workloadsOf(object!)[0]!);
};

test('images and ports that a template fills in are made up, so that the pod can run', () => {
  const { spec } = podOf(`apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }} }
spec:
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec:
      containers:
      - name: a
        image: "{{ .Values.image }}:{{ .Values.tag }}"
        ports: [{ name: http, containerPort: {{ .Values.port }} }]
        readinessProbe: { httpGet: { port: http } }
        livenessProbe: { tcpSocket: { port: {{ .Values.port }} } }
`);
  expect(spec.containers[0]).toMatchObject({
    image: 'image:unknown',
    ports: [{ name: 'http', containerPort: 8080 }],
    readinessProbe: { httpGet: { port: 'http' } },
    livenessProbe: { tcpSocket: { port: 8080 } },
  });
});

test('also those that a patch or a custom resource leaves to others', () => {
  const patch = podOf(
    'apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: a }] } } }\n',
  );
  expect(patch.spec.containers[0]).toMatchObject({ image: 'image:unknown' });
  const knative = podOf(`apiVersion: serving.knative.dev/v1
kind: Service
spec:
  template:
    spec:
      containers:
      - image: a
        ports: [{ containerPort: 9000 }]
        readinessProbe: { httpGet: { path: / } }
        livenessProbe: { tcpSocket: { port: 0 } }
`);
  expect(knative.spec.containers[0]).toMatchObject({
    image: 'a',
    readinessProbe: { httpGet: { port: 9000 } },
    livenessProbe: { tcpSocket: { port: 9000 } },
  });
});

test('what is written is taken as it is, and a missing image is missing', () => {
  const { spec } = podOf(
    'apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, readinessProbe: { tcpSocket: { port: 0 } } }] }\n',
  );
  expect(spec.containers[0]).not.toHaveProperty('image');
  expect(spec.containers[0]).toMatchObject({ readinessProbe: { tcpSocket: { port: 0 } } });
});

test('a probe finds the port that it names also where a template names it, or the base of a patch', () => {
  const container = (more: string) => `apiVersion: apps/v1
kind: Deployment
spec: { template: { spec: { containers: [{ name: a, ${more} readinessProbe: { httpGet: { port: http } } }] } } }
`;
  expect(podOf(container('')).spec.containers[0]!.ports).toEqual([
    { name: 'http', containerPort: 8080, protocol: 'TCP' },
  ]);
  expect(podOf(container('ports: [{ name: {{ .x }}, containerPort: 80 }],')).spec.containers[0]!.ports).toEqual([
    { containerPort: 80 },
    { name: 'http', containerPort: 80, protocol: 'TCP' },
  ]);
});

test('a port that no name can stand for stays unresolved, though a template decides its number', () => {
  const text = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - name: a
      image: a:1
      ports: [{ name: ${name}, containerPort: {{ .Values.port }} }]
      readinessProbe: { httpGet: { port: http } }
`;
  expect(podOf(text('web')).spec.containers[0]!.ports).toEqual([{ name: 'web', containerPort: 8080 }]);
  expect(podOf(text('{{ .x }}')).spec.containers[0]!.ports).toContainEqual({
    name: 'http',
    containerPort: 8080,
    protocol: 'TCP',
  });
});
