import { test } from 'vitest';
import { checkRule } from '../testing/checkRule.ts';
import { missingField } from './missingField.ts';

test('a field that is required', () =>
  checkRule(
    missingField,
    `
    apiVersion: v1
    kind: Service
    metadata: { name: web }
    spec:
      ports:
      - targetPort: 80
      # ^^^^^^^^^^^^^^ error: "port" is required here.
      - port: 80
      - { {{ .Values.port }} }
    `,
  ));

test('a claim template takes the place of a volume that names no claim', () => {
  const statefulSet = (template: string) => `
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec:
          containers: [{name: db, image: "postgres:17"}]
          volumes:
          - name: data
            persistentVolumeClaim: {claimName: ""}
    #                                          ^^ error: "claimName" is required here…
      volumeClaimTemplates:
      - metadata: {name: ${template}}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
  `;
  checkRule(missingField, statefulSet('other'));
  checkRule(missingField, statefulSet('data').replace(/^.*\^\^.*$/m, '    #'));
});
