import assert from 'node:assert/strict';
import { Uri, window, workspace } from 'vscode';
import { apply, finding, findingsDownTo, fixesAt } from '../support/findings.ts';

const files = {
  'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
  'values.yaml': 'port: http\nlivenessProbe:\n  tcpSocket:\n    port: http\n  successThreshold: 2 # twice\n',
  'templates/_helpers.tpl': '{{- define "shop.labels" -}}\napp: shop\n{{- end -}}\n',
  'templates/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Chart.Name }}
spec:
  selector:
    matchLabels: {{- include "shop.labels" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "shop.labels" . | nindent 8 }}
    spec:
      containers:
        - name: shop
          image: nginx:1.27
          ports:
            - name: http
              containerPort: 8080
          livenessProbe: {{- toYaml .Values.livenessProbe | nindent 12 }}
`,
};

describe('a chart', () => {
  it('has its mistake where a value made it, with a fix there', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const chart = Uri.joinPath(folder.uri, 'shop');
    for (const [path, text] of Object.entries(files))
      await workspace.fs.writeFile(Uri.joinPath(chart, path), new TextEncoder().encode(text));
    const document = await workspace.openTextDocument(Uri.joinPath(chart, 'values.yaml'));
    await window.showTextDocument(document);
    const found = await finding(document, 'success-threshold-must-be-one');
    assert.equal(document.getText(found.range), '2');
    assert.match(found.relatedInformation?.[0]?.location.uri.path ?? '', /shop\/templates\/shop\.yaml$/);
    const [fix] = await fixesAt(document, found);
    assert.ok(fix);
    await apply(fix);
    assert.equal(document.getText(), files['values.yaml'].replace('successThreshold: 2', 'successThreshold: 1'));
    await findingsDownTo(document, 'success-threshold-must-be-one', 0);
    await workspace.fs.delete(chart, { recursive: true });
  });
});
