import { test } from 'vitest';
import { checkFix, checkRule } from '../testing/checkRule.ts';
import { misplacedField } from './misplacedField.ts';

test('the timings of a probe below its handler', () =>
  checkRule(
    misplacedField,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          containers:
          - name: redis
            livenessProbe:
              exec:
                command: [redis-cli, ping]
                initialDelaySeconds: 5
    #           ^^^^^^^^^^^^^^^^^^^ 💡 error: "initialDelaySeconds" belongs in spec.template.spec.containers[0].livenessProbe, not here.
                periodSeconds: 3
    #           ^^^^^^^^^^^^^ 💡 error: "periodSeconds" belongs in spec.template.spec.containers[0].livenessProbe, not here.
    `,
  ));

test('all misplaced fields of a place move together, in order, with their comments', () =>
  checkFix(
    misplacedField,
    'Move "initialDelaySeconds", "periodSeconds" and "failureThreshold" into spec.containers[0].livenessProbe',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: redis
        livenessProbe:
          exec:
            command:
            - redis-cli
            # wait a little
            initialDelaySeconds: 5 # five
            periodSeconds: 3
            failureThreshold: 3
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: redis
        livenessProbe:
          exec:
            command:
            - redis-cli
          # wait a little
          initialDelaySeconds: 5 # five
          periodSeconds: 3
          failureThreshold: 3
    `,
  ));

test('what a page break tore out of a Service', () =>
  checkRule(
    misplacedField,
    `
    apiVersion: v1
    kind: Service
    metadata:
      name: ng-deploy-80
    spec:
      ports:
      - name: http
        port: 81
    protocol: TCP
    #<-- 💡 error: "protocol" belongs inside the item of ports above: indent it. ¶ Its place is spec.ports[0]. The API server rejects it here, or drops it if validation is off.
    type: NodePort
    #<-- 💡 error: "type" belongs in spec, not here.
    selector:
    #<-- 💡 error: "selector" belongs in spec, not here.
      app: ng-deploy-80
    `,
  ));

test('fields of one home move together, those of another stay for their own fix', () =>
  checkFix(
    misplacedField,
    'Move "type" and "selector" into spec',
    `
    apiVersion: v1
    kind: Service
    spec:
      ports:
      - port: 81

    protocol: TCP
    type: NodePort
    selector:
      app: ng
    `,
    `
    apiVersion: v1
    kind: Service
    spec:
      ports:
      - port: 81
      type: NodePort
      selector:
        app: ng

    protocol: TCP
    `,
  ));

test('of two probes the one above is meant', () =>
  checkFix(
    misplacedField,
    'Move "periodSeconds" into spec.containers[0].readinessProbe',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        livenessProbe:
          tcpSocket: {port: 80}
        readinessProbe:
          tcpSocket:
            port: 80
        periodSeconds: 3
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        livenessProbe:
          tcpSocket: {port: 80}
        readinessProbe:
          tcpSocket:
            port: 80
          periodSeconds: 3
    `,
  ));

test('pod and container fields on the wrong level', () =>
  checkRule(
    misplacedField,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      restartPolicy: Always
    # ^^^^^^^^^^^^^ 💡 error: "restartPolicy" belongs in spec.template.spec, not here.
      template:
        spec:
          imagePullPolicy: Always
    #     ^^^^^^^^^^^^^^^ 💡 error: "imagePullPolicy" belongs in spec.template.spec.containers[0], not here.
          ports: []
    #     ^^^^^ 💡 error: "ports" belongs in spec.template.spec.containers[0], not here.
          containers:
          - name: a
    `,
  ));

test('no move into a place that is taken', () =>
  checkRule(
    misplacedField,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        livenessProbe:
          periodSeconds: 5
          exec:
            command: [x]
            periodSeconds: 3
    #       ^^^^^^^^^^^^^ error: "periodSeconds" belongs in spec.containers[0].livenessProbe, where it is set already, not here.
    `,
  ));

test('misspelt and misplaced at once', () =>
  checkRule(
    misplacedField,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      template:
        spec:
          imagepullpolicy: Always
    #     ^^^^^^^^^^^^^^^ 💡 error: "imagepullpolicy" does not belong here. Did you mean "imagePullPolicy" in spec.template.spec.containers[0]?
          containers:
          - name: redis
            livenessProbe:
              exec:
                command: [redis-cli, ping]
                initial_delay_seconds: 5
    #           ^^^^^^^^^^^^^^^^^^^^^ 💡 error: "initial_delay_seconds" does not belong here. Did you mean "initialDelaySeconds" in spec.template.spec.containers[0].livenessProbe?
                something: else
    `,
  ));

test('what is misspelt moves under its right name, together with its siblings', () =>
  checkFix(
    misplacedField,
    'Move "initialDelaySecond" and "periodSeconds" into spec.containers[0].livenessProbe',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: redis
        livenessProbe:
          tcpSocket:
            port: 80
            # initialDelaySecond: wait
            initialDelaySecond: 5
            periodSeconds: 3
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: redis
        livenessProbe:
          tcpSocket:
            port: 80
          # initialDelaySecond: wait
          initialDelaySeconds: 5
          periodSeconds: 3
    `,
  ));

test('ports beside containers, timings beside the probe, restartPolicy beside the template', () =>
  checkRule(
    misplacedField,
    `
    apiVersion: apps/v1
    kind: Deployment
    spec:
      restartPolicy: Always
    # ^^^^^^^^^^^^^ 💡 error: "restartPolicy" belongs in spec.template.spec, not here.
      template:
        spec:
          containers:
          - name: a
            image: a:1
            livenessProbe:
              tcpSocket: {port: 80}
            periodSeconds: 3
    #       ^^^^^^^^^^^^^ 💡 error: "periodSeconds" belongs inside livenessProbe: indent it. ¶ Its place is spec.template.spec.containers[0].livenessProbe. The API server rejects it here, or drops it if validation is off.
            timeoutSeconds: 3
    #       ^^^^^^^^^^^^^^ 💡 error: "timeoutSeconds" belongs inside livenessProbe: indent it.
          ports:
    #     ^^^^^ 💡 error: "ports" belongs inside the item of containers above: indent it. ¶ Its place is spec.template.spec.containers[0]. The API server rejects it here, or drops it if validation is off.
          - containerPort: 80
    `,
  ));

test('several lists and blocks move with all their lines', () =>
  checkFix(
    misplacedField,
    'Move "ports" and "env" into spec.containers[0]',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        image: a:1
      # open to others
      ports:
      - containerPort: 80 # http

      env:
      - name: A
        value: |
          text
            more
      restartPolicy: Never
    `,
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers:
      - name: a
        image: a:1
        # open to others
        ports:
        - containerPort: 80 # http
        env:
        - name: A
          value: |
            text
              more

      restartPolicy: Never
    `,
  ));
