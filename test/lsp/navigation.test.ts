/** Definition, references, highlights and rename, over a real connection. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from './client.ts';

const deploymentUri = 'file:///w/deployment.yaml';
const serviceUri = 'file:///w/service.yaml';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      volumes:
        - name: settings-volume
          configMap:
            name: settings
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - name: http
              containerPort: 80
          readinessProbe:
            httpGet:
              port: http
          volumeMounts:
            - name: settings-volume
              mountPath: /etc/web
        - name: other
          image: nginx:1.27
          readinessProbe:
            httpGet:
              port: 'http'
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: v1
kind: Service
metadata:
  name: elsewhere
spec:
  selector:
    app: other
  ports:
    - port: 80
      targetPort: http
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: elsewhere
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
`;

let client: TestClient;

beforeEach(async () => {
  client = await TestClient.start();
  await client.connection.sendNotification('probewise/workspaceFiles', {
    changed: [{ uri: serviceUri, text: service }],
    deleted: [],
    complete: true,
  });
  await client.open(deploymentUri, deployment);
  await client.diagnostics(deploymentUri);
});

afterEach(() => client.stop());

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number } };
}

/** `service 6`: the file, and the line from 0. */
const shown = (locations: readonly Location[]) =>
  locations.map(({ uri, range }) => `${/\w+(?=\.yaml)/.exec(uri)?.[0]} ${range.start.line}`);

async function ask(method: string, text: string, delta: number, more: object = {}): Promise<string[]> {
  const position = client.positionOf(deploymentUri, text, delta);
  const params = { textDocument: { uri: deploymentUri }, position, ...more };
  return shown(await client.connection.sendRequest(`textDocument/${method}`, params));
}

const references = (text: string, delta: number) =>
  ask('references', text, delta, { context: { includeDeclaration: true } });

describe('references', () => {
  test('of a port: its probes in the same pod, and Services that select the pod', async () => {
    expect(await references('- name: http', 9)).toEqual([
      'deployment 21',
      'deployment 25',
      'deployment 33',
      'service 10',
    ]);
  });

  test('of a label: the selectors that find the pod', async () => {
    expect(await references('app: shop', 6)).toEqual(['deployment 7', 'deployment 11', 'service 6']);
  });

  test('of a volume, in its pod', async () => {
    expect(await references('- name: settings-volume', 9)).toEqual(['deployment 14', 'deployment 27']);
  });

  test('of an object: also in a namespace that may be another one', async () => {
    expect(await references('            name: settings', 20)).toEqual(['deployment 16', 'service 26', 'service 31']);
    expect(await references('name: web', 6)).toEqual(['deployment 3', 'service 42']);
  });

  test('there are none of what is no name', async () => {
    expect(await references('/etc/web', 3)).toEqual([]);
  });
});

test('the definition of a name in another file', async () => {
  expect(await ask('definition', '            name: settings', 20)).toEqual(['service 26']);
});

test('highlights are those of the document', async () => {
  const position = client.positionOf(deploymentUri, 'port: http', 7);
  const found: { range: { start: { line: number } } }[] = await client.connection.sendRequest(
    'textDocument/documentHighlight',
    { textDocument: { uri: deploymentUri }, position },
  );
  expect(found.map(({ range }) => range.start.line)).toEqual([21, 25, 33]);
});

test('objects of the workspace are found by letters of their kind and name', async () => {
  const found: { name: string }[] = await client.connection.sendRequest('workspace/symbol', { query: 'depl web' });
  expect(found.map(({ name }) => name)).toEqual(['Deployment web']);
});

describe('rename', () => {
  async function rename(text: string, delta: number, newName: string) {
    const position = client.positionOf(deploymentUri, text, delta);
    return client.connection.sendRequest<{ changes: Record<string, { newText: string }[]> }>('textDocument/rename', {
      textDocument: { uri: deploymentUri },
      position,
      newName,
    });
  }

  test('changes all that means the same, in its own quotes', async () => {
    const { changes } = await rename('- name: http', 9, 'web');
    expect(changes[deploymentUri]?.map(({ newText }) => newText)).toEqual(['web', 'web', "'web'"]);
    expect(changes[serviceUri]?.map(({ newText }) => newText)).toEqual(['web']);
  });

  test('quotes what YAML would read as something else', async () => {
    const { changes } = await rename('app: shop', 6, 'yes');
    expect(changes[serviceUri]?.map(({ newText }) => newText)).toEqual(['"yes"']);
  });

  test('refuses what the API server would', async () => {
    await expect(rename('- name: http', 9, 'a-very-long-port-name')).rejects.toThrow('at most 15 characters');
  });
});

test('a kustomization leads to its files, where the workspace has them', async () => {
  const linking = await TestClient.start();
  const kustomization = 'file:///w/prod/kustomization.yaml';
  await linking.connection.sendNotification('probewise/workspaceFiles', {
    changed: [{ uri: 'file:///w/base/kustomization.yaml', text: 'resources: []\n' }],
    deleted: [],
    complete: true,
  });
  await linking.open(kustomization, 'resources:\n  - ../base\n  - missing.yaml\n');
  const links = () =>
    linking.connection.sendRequest<{ target: string; range: { start: { line: number } } }[]>(
      'textDocument/documentLink',
      {
        textDocument: { uri: kustomization },
      },
    );
  expect(await links()).toMatchObject([{ target: 'file:///w/base/kustomization.yaml', range: { start: { line: 1 } } }]);
  await linking.stop();
});
