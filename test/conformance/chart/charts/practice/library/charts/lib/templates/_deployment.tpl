{{- define "lib.deployment" -}}
name: {{ .name }}-{{ .ctx.Release.Name }}
replicas: {{ .ctx.Values.replicas }}
port: {{ .ctx.Values.lib.port }}
{{- include "lib.more" .ctx }}
{{- end }}