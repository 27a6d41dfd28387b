{{- define "gantry.name" -}}
{{- (contains .Chart.Name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name)) | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- define "gantry.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "gantry.labels" -}}
{{ include "gantry.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "gantry.tokenSecret" -}}
{{ .Values.access.existingSecret | default (printf "%s-access" (include "gantry.name" .)) }}
{{- end }}

{{- /* What a role's process is told: the words behind 'gantry'. Takes root, name and role. */ -}}
{{- define "gantry.words" -}}
{{- $words := list "serve" "--bootstrap-servers" (required "kafka.bootstrapServers: HOST:PORT of the Kafka cluster to join" .root.Values.kafka.bootstrapServers) -}}
{{- $words = concat $words (list "--roles" .name "--directory" "/work" "--host" "0.0.0.0" "--token-file" "/etc/gantry/access/token") -}}
{{- if .root.Values.kafka.clientSecret -}}
{{- $words = concat $words (list "--kafka-config" "/etc/gantry/kafka/client.properties") -}}
{{- end -}}
{{- $gpu := .role.gpu | default dict -}}
{{- if $gpu.enabled -}}
{{- $devices := list -}}
{{- range $i := until (int $gpu.count) -}}{{- $devices = append $devices (printf "gpu:%d" $i) -}}{{- end -}}
{{- $words = concat $words (list "--devices" (join "," $devices) "--gpu-memory" (toString $gpu.memory)) -}}
{{- end -}}
{{- concat $words .role.args | toJson -}}
{{- end }}
