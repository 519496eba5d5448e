{{/* The name */}}
{{- define "language.name" -}}
{{- .Values.name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- define "language.labels" }}
app: {{ include "language.name" . }}
chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}
{{- define "language.recurse" -}}
{{- if gt (int .n) 0 }}{{ .n }},{{ include "language.recurse" (dict "n" (sub .n 1)) }}{{ end -}}
{{- end -}}
{{- define "language.returns" }}{{ dict "a" (list 1 2) | toJson }}{{ end }}
