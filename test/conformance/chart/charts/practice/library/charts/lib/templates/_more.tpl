{{- define "lib.more" }}
more: {{ .Chart.Name }}
{{- end }}