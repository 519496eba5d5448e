/**
 * A tree of manifests as a company keeps them: teams with applications, each made of files of many kinds. The same count
 * gives the same bytes; one file in ten has something to report.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const filesPerApplication = 10;
const applicationsPerTeam = 10;

/** Writes `count` files of one document each below `folder`. */
export function writeManifestTree(folder: string, count: number): void {
  for (let i = 0; i < count; i++) {
    const application = Math.floor(i / filesPerApplication);
    const directory = join(folder, `team-${Math.floor(application / applicationsPerTeam)}`, `app-${application}`);
    if (i % filesPerApplication === 0) mkdirSync(directory, { recursive: true });
    const { file, text } = fileOf(application, i % filesPerApplication);
    writeFileSync(join(directory, file), text);
  }
}

interface TreeFile {
  readonly file: string;
  readonly text: string;
}

function fileOf(application: number, part: number): TreeFile {
  const name = `app-${application}`;
  const namespace = `team-${Math.floor(application / applicationsPerTeam)}`;
  const about: About = { name, namespace, application };
  switch (part) {
    case 0:
      return { file: 'workload.yaml', text: workload(about) };
    case 1:
      return { file: 'service.yaml', text: service(about) };
    case 2:
      return { file: 'config.yaml', text: configMap(about) };
    case 3:
      return application % 2 === 0
        ? { file: 'autoscaler.yaml', text: autoscaler(about) }
        : { file: 'disruption-budget.yaml', text: disruptionBudget(about) };
    case 4:
      return { file: 'ingress.yaml', text: ingress(about) };
    case 5:
      return application % 2 === 0
        ? { file: 'cleanup.yaml', text: cronJob(about) }
        : { file: 'migration.yaml', text: job(about) };
    case 6:
      return { file: 'role.yaml', text: role(about) };
    case 7:
      return { file: 'network-policy.yaml', text: networkPolicy(about) };
    case 8:
      return application % 2 === 0
        ? { file: 'monitor.yaml', text: serviceMonitor(about) }
        : { file: 'certificate.json', text: certificate(about) };
    default:
      // What is no manifest, but lies beside them.
      return application % 3 === 0
        ? { file: 'dashboard.json', text: dashboard(about) }
        : application % 3 === 1
          ? { file: 'values.yaml', text: values(about) }
          : { file: 'kustomization.yaml', text: kustomization };
  }
}

interface About {
  readonly name: string;
  readonly namespace: string;
  readonly application: number;
}

function metadata({ name, namespace }: About): string {
  return `metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${namespace}
    app.kubernetes.io/managed-by: argocd
`;
}

/** What is wrong with every workload but a few: one mistake of its own for each. */
const mistakes = [
  (text: string) => text.replace('failureThreshold: 6', 'successThreshold: 2'),
  (text: string) => text.replace('path: /ready', 'path: ready'),
  (text: string) => text.replace('terminationGracePeriodSeconds: 45', 'terminationGraceSeconds: 45'),
  (text: string) => text.replace('port: http\n', 'port: htpp\n'),
  (text: string) => text.replace('imagePullPolicy: IfNotPresent', 'imagePullPolicy: IfNotPresnt'),
  (text: string) => text.replace('periodSeconds: 10', 'periodSeconds: "10"'),
  (text: string) => text.replace('seconds: 10', 'seconds: 60'),
  (text: string) => text.replace(/:\d+\.\d+\.\d+\n/, ':latest\n'),
  (text: string) => text,
] as const;

function workload(about: About): string {
  const { name, application } = about;
  const kind = ['Deployment', 'Deployment', 'Deployment', 'StatefulSet', 'DaemonSet'][application % 5]!;
  const head = {
    Deployment: '  replicas: 3\n  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxUnavailable: 0\n',
    StatefulSet: `  replicas: 3\n  serviceName: ${name}\n`,
  }[kind];
  const text = `# Maintained by ${about.namespace}; questions go there.
apiVersion: apps/v1
kind: ${kind}
${metadata(about)}spec:
${head ?? ''}  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/version: "1.${application % 30}.0"
      annotations:
        prometheus.io/scrape: "true"
    spec:
      serviceAccountName: ${name}
      terminationGracePeriodSeconds: 45
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
      containers:
        - name: ${name}
          image: registry.example.com:5000/${about.namespace}/${name}:1.${application % 30}.0
          imagePullPolicy: IfNotPresent
          args: ["--listen=:8080", "--log-level=info"]
          ports:
            - name: http
              containerPort: 8080
            - name: metrics
              containerPort: 9090
          env:
            - name: LOG_FORMAT
              value: json
            - name: DATABASE_URL # written by the operator
              valueFrom:
                secretKeyRef:
                  name: ${name}-database
                  key: url
          envFrom:
            - configMapRef:
                name: ${name}
          startupProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 5
            failureThreshold: 24
          livenessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 10
            timeoutSeconds: 3
            failureThreshold: 6
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 5
            timeoutSeconds: 2
          lifecycle:
            preStop:
              sleep:
                seconds: 10
          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              memory: 512Mi
          volumeMounts:
            - name: config
              mountPath: /etc/${name}
              readOnly: true
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: config
          configMap:
            name: ${name}
        - name: tmp
          emptyDir: {}
`;
  return mistakes[application % mistakes.length]!(text);
}

function service(about: About): string {
  return `apiVersion: v1
kind: Service
${metadata(about)}spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: ${about.name}
  ports:
    - name: http
      port: 80
      targetPort: http
    - name: metrics
      port: 9090
      targetPort: ${about.application % 25 === 7 ? 'metric' : 'metrics'}
`;
}

function configMap(about: About): string {
  const settings = Array.from({ length: 12 }, (_, i) => `  SETTING_${i}: "value-${about.application}-${i}"\n`).join('');
  return `apiVersion: v1
kind: ConfigMap
${metadata(about)}data:
${settings}  application.properties: |
    server.port=8080
    server.shutdown=graceful
    # The pool is as large as the database allows.
    spring.datasource.hikari.maximum-pool-size=20
    management.endpoints.web.exposure.include=health,info,prometheus
  logging.xml: |
    <configuration>
      <root level="INFO"/>
    </configuration>
`;
}

function autoscaler(about: About): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
${metadata(about)}spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${about.name}
  minReplicas: 3
  maxReplicas: 12
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`;
}

function disruptionBudget(about: About): string {
  return `apiVersion: policy/v1
kind: PodDisruptionBudget
${metadata(about)}spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${about.name}
`;
}

function ingress(about: About): string {
  const host = `${about.name}.${about.namespace}.example.com`;
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
${metadata(about)}  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - ${host}
      secretName: ${about.name}-tls
  rules:
    - host: ${host}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${about.name}
                port:
                  name: http
`;
}

function cronJob(about: About): string {
  return `apiVersion: batch/v1
kind: CronJob
${metadata({ ...about, name: `${about.name}-cleanup` })}spec:
  schedule: "${about.application % 60} 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec:
          restartPolicy: ${about.application % 20 === 4 ? 'Always' : 'OnFailure'}
          containers:
            - name: cleanup
              image: registry.example.com:5000/tools/cleanup:2.4.1
              command:
                - /bin/sh
                - -c
                - |
                  set -eu
                  find /data -mtime +30 -delete
              volumeMounts:
                - name: data
                  mountPath: /data
          volumes:
            - name: data
              persistentVolumeClaim:
                claimName: ${about.name}-data
`;
}

function job(about: About): string {
  return `apiVersion: batch/v1
kind: Job
${metadata({ ...about, name: `${about.name}-migration` })}spec:
  backoffLimit: 3
  ttlSecondsAfterFinished: 3600
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com:5000/${about.namespace}/${about.name}:1.${about.application % 30}.0
          args: [migrate, up]
          env:
            - name: DATABASE_URL
              valueFrom:
                secretKeyRef:
                  name: ${about.name}-database
                  key: url
`;
}

function role(about: About): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
${metadata(about)}rules:
  - apiGroups: [""]
    resources: [configmaps, secrets]
    verbs: [get, list, watch]
  - apiGroups:
      - coordination.k8s.io
    resources:
      - leases
    verbs: ["*"]
`;
}

function networkPolicy(about: About): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
${metadata(about)}spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${about.name}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress-nginx
      ports:
        - protocol: TCP
          port: 8080
`;
}

function serviceMonitor(about: About): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
${metadata(about)}spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: ${about.name}
  endpoints:
    - port: metrics
      interval: 30s
      relabelings:
        - sourceLabels: [__meta_kubernetes_pod_node_name]
          targetLabel: node
`;
}

function certificate({ name, namespace }: About): string {
  const certificate = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/name': name } },
    spec: {
      secretName: `${name}-tls`,
      dnsNames: [`${name}.${namespace}.example.com`],
      issuerRef: { name: 'letsencrypt', kind: 'ClusterIssuer' },
    },
  };
  return `${JSON.stringify(certificate, undefined, 2)}\n`;
}

function dashboard({ name }: About): string {
  const panels = Array.from({ length: 12 }, (_, id) => ({
    id,
    type: 'timeseries',
    title: `Requests ${id}`,
    gridPos: { h: 8, w: 12, x: 0, y: id * 8 },
    targets: [{ expr: `sum(rate(http_requests_total{app="${name}"}[5m]))`, refId: 'A' }],
  }));
  return `${JSON.stringify({ title: name, schemaVersion: 39, panels }, undefined, 2)}\n`;
}

function values({ name, namespace }: About): string {
  return `nameOverride: ${name}
image:
  repository: registry.example.com:5000/${namespace}/${name}
  tag: ""
service:
  port: 80
resources: {}
nodeSelector: {}
`;
}

const kustomization = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - workload.yaml
  - service.yaml
  - config.yaml
  - ingress.yaml
  - role.yaml
  - network-policy.yaml
images:
  - name: app
    newTag: "1.0.0"
`;
