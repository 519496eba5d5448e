/** No template takes long, whatever it does: one that grows without end is given up. */
import { expect, test } from 'vitest';
import { loadChart } from './chart.ts';
import { defaultLimits, renderChart } from './renderChart.ts';

const grown = (step: string, start = '"ab"') =>
  `{{ $x := ${start} }}{{ range until 80 }}{{ $x = ${step} }}{{ end }}{{ $x }}`;
const shared = '{{ $x := dict "a" 1 }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}';
const cyclic = '{{ $x := dict }}{{ $_ := set $x "a" $x }}';

test.each([
  '{{ range until 2000000000 }}x{{ end }}',
  '{{ range 2000000000 }}{{ end }}',
  '{{ range until 2000 }}{{ range until 2000 }}{{ range until 2000 }}{{ end }}{{ end }}{{ end }}',
  '{{ repeat 1000000000 "ab" }}',
  '{{ indent 1000000000 "a" }}',
  '{{ printf "%1000000000d" 1 }}',
  grown('printf "%s%s" $x $x'),
  grown('print $x $x'),
  grown('cat $x $x'),
  grown('replace "a" "aaaa" $x'),
  grown('concat $x $x', 'list 1'),
  `${shared}{{ $x }}`,
  `${shared}{{ toYaml $x }}`,
  `${shared}{{ toPrettyJson $x }}`,
  `${shared}{{ deepEqual $x (deepCopy $x) }}`,
  `${cyclic}{{ $x }}`,
  `${cyclic}{{ toYaml $x }}`,
  `${cyclic}{{ deepCopy $x }}`,
  '{{ $x := repeat 100000 "- a\\n" }}{{ range until 100 }}{{ $_ := fromYamlArray $x }}{{ end }}',
  '{{ define "x" }}{{ include "x" . }}{{ include "x" . }}{{ end }}{{ include "x" . }}',
  '{{ $x := "{{ tpl .t . }}" }}{{ tpl $x (dict "t" $x "Template" .Template) }}',
])('%s', (template) => {
  const files = new Map([
    ['Chart.yaml', 'apiVersion: v2\nname: web\nversion: 0.1.0\n'],
    ['templates/a.yaml', template],
  ]);
  const capabilities = { kubernetes: '1.34', apiVersions: [] };
  // A tenth of what templates are allowed, to be quick.
  const limits = { steps: defaultLimits.steps / 10, outputLength: defaultLimits.outputLength / 10 };
  const [rendered] = renderChart(loadChart(files)!, { capabilities, limits }).templates;
  expect(rendered?.failure?.kind).toBe('limit');
});
