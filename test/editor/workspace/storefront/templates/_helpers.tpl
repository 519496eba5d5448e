{{- define "storefront.labels" -}}
app: {{ .Chart.Name }}
{{- end -}}
