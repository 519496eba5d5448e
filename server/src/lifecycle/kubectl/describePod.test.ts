import { expect, it } from 'vitest';
import type { Pod } from '../../kubernetes/pod.ts';
import { simulate } from '../simulate.ts';
import { describePod } from './describePod.ts';

const pod: Pod = {
  metadata: { name: 'web', labels: { tier: 'front', app: 'web' } },
  spec: {
    initContainers: [{ name: 'migrate', image: 'shop/migrate:1', command: ['sh', '-c', 'migrate\nup'] }],
    containers: [
      {
        name: 'web',
        image: 'shop/web:1',
        ports: [{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }],
        resources: { requests: { cpu: '100m', memory: '64Mi' } },
        livenessProbe: { httpGet: { port: 'http', path: '/live' }, periodSeconds: 5 },
        readinessProbe: { exec: { command: ['ready', 'now'] } },
      },
    ],
    readinessGates: [{ conditionType: 'example.com/lb' }],
    tolerations: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }],
  },
};
const trace = simulate(pod, {
  name: 'story',
  containers: {
    migrate: { runs: [{ exitAfterSeconds: 3 }] },
    web: { runs: [{ exitAfterSeconds: 20, exitCode: 3 }, { ignoreSigterm: true }] },
  },
  conditions: [{ atSeconds: 10, type: 'example.com/lb' }],
  delete: { atSeconds: 100 },
});

it('describes a pod as kubectl does', () => {
  expect(describePod(pod, trace, 60_000)).toBe(`Name:         web
Namespace:    default
Node:         node-1/192.168.0.10
Labels:       app=web
              tier=front
Annotations:  <none>
Status:       Running
IP:           10.244.0.10
Init Containers:
  migrate:
    Image:      shop/migrate:1
    Port:       <none>
    Host Port:  <none>
    Command:
      sh
      -c
      migrate
      up
    State:          Terminated
      Reason:       Completed
      Exit Code:    0
      Started:      0s after creation
      Finished:     3s after creation
    Ready:          True
    Restart Count:  0
Containers:
  web:
    Image:          shop/web:1
    Ports:          8080/TCP (http), 9090/TCP
    Host Ports:     0/TCP (http), 0/TCP
    State:          Running
      Started:      24s after creation
    Last State:     Terminated
      Reason:       Error
      Exit Code:    3
      Started:      3s after creation
      Finished:     23s after creation
    Ready:          True
    Restart Count:  1
    Requests:
      cpu:      100m
      memory:   64Mi
    Liveness:   http-get http://:http/live delay=0s timeout=1s period=5s #success=1 #failure=3
    Readiness:  exec [ready now] delay=0s timeout=1s period=10s #success=1 #failure=3
Readiness Gates:
  Type             Status
  example.com/lb   True
Conditions:
  Type                        Status
  example.com/lb              True
  PodReadyToStartContainers   True
  Initialized                 True
  Ready                       True
  ContainersReady             True
  PodScheduled                True
QoS Class:       Burstable
Node-Selectors:  <none>
Tolerations:     gpu=yes:NoSchedule
                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                 node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
Events:
  Type     Reason     Age                From               Message
  ----     ------     ----               ----               -------
  Normal   Scheduled  60s                default-scheduler  Successfully assigned default/web to node-1
  Normal   Pulled     60s                kubelet            Container image "shop/migrate:1" already present on machine
  Normal   Created    60s                kubelet            Created container: migrate
  Normal   Started    60s                kubelet            Started container migrate
  Warning  Unhealthy  35s                kubelet            Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: container is in CONTAINER_EXITED state
  Normal   Pulled     35s (x2 over 56s)  kubelet            Container image "shop/web:1" already present on machine
  Normal   Created    35s (x2 over 56s)  kubelet            Created container: web
  Normal   Started    35s (x2 over 56s)  kubelet            Started container web`);
});

it('describes a pod that is terminating, and one that is gone', () => {
  const going = (ms: number) => describePod(pod, trace, ms)?.split('\n').slice(6, 8);
  expect(going(110_000)).toEqual([
    'Status:                    Terminating (lasts <invalid>)',
    'Termination Grace Period:  30s',
  ]);
  expect(describePod(pod, trace, 140_000)).toBeUndefined();
});

it('describes a pod that the kubelet has not seen yet', () => {
  const pending = simulate(pod, { name: 'full', scheduling: { nodes: [] } });
  const text = describePod(pod, pending, 5_000) ?? '';
  expect(text).toMatch(/^Node: +<none>$/m);
  expect(text).toMatch(/^Status: +Pending$/m);
  expect(text).toMatch(/^IP:$/m);
  expect(text).not.toContain('State:');
});
