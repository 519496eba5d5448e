{{ define "h" }}{{ .Values.deep.er }}{{ end }}
