{{- define "probe" -}}
{{- $root := index . 0 -}}
{{- $port := index . 1 -}}
tcpSocket:
  port: {{ $port }}
periodSeconds: {{ $root.Values.period }}
{{- end -}}
{{- define "dictProbe" }}
httpGet:
  path: {{ .path | default "/" }}
  port: {{ .port }}
{{- end }}
