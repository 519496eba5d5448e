/** Manifests of any length, as people write them: several documents, comments, a mistake here and there. */
export function manifestOf(lines: number): string {
  const documents: string[] = [];
  for (let i = 0, written = 0; written < lines; i++) {
    const document = i % 3 === 2 ? service(i) : deployment(i);
    documents.push(document);
    written += document.split('\n').length;
  }
  return documents.join('---\n').split('\n').slice(0, lines).join('\n');
}

/** One object whose list of containers goes on and on: the worst case, where an edit touches everything. */
export function singleDocumentOf(lines: number): string {
  const head =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: big}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec:\n      containers:\n';
  const parts = [head];
  for (let i = 0, written = 9; written < lines; i++) {
    const part = container(`c${i}`);
    parts.push(part);
    written += part.split('\n').length - 1;
  }
  return parts.join('');
}

function deployment(i: number): string {
  return `# Team ${i}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  labels: {app: web-${i}}
spec:
  replicas: 3
  selector:
    matchLabels: {app: web-${i}}
  template:
    metadata:
      labels: {app: web-${i}}
    spec:
      terminationGracePeriodSeconds: 45
      containers:
${container('web')}`;
}

function container(name: string): string {
  return `      - name: ${name}
        image: registry.example.com:5000/team/${name}:1.27.3
        ports:
        - name: http
          containerPort: 8080
        env:
        - name: LOG_LEVEL # chatty
          value: debug
        livenessProbe:
          httpGet:
            path: /healthz
            port: http
          periodSeconds: 10
          failureThreshold: 3
        readinessProbe:
          httpGet: {path: /ready, port: http}
          periodSeconds: 5
        resources:
          requests: {cpu: 100m, memory: 128Mi}
`;
}

function service(i: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: web-${i}
spec:
  selector: {app: web-${i}}
  ports:
  - name: http
    port: 80
    targetPort: http
`;
}
