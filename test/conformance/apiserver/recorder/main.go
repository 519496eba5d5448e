// Records what Kubernetes' own code says about creating an object: strict decoding, defaulting, conversion,
// PrepareForCreate and Validate of the kind's create strategy. Reads cases as a JSON array or as JSON lines
// ({"name", "manifest"}) from standard input, writes them with their verdicts, one a line, to standard output.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/api/validation/path"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/validation/field"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"

	"k8s.io/kubernetes/pkg/api/legacyscheme"
	apiservice "k8s.io/kubernetes/pkg/api/service"
	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	core "k8s.io/kubernetes/pkg/apis/core"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
	_ "k8s.io/kubernetes/pkg/apis/policy/install"
	"k8s.io/kubernetes/pkg/capabilities"
	"k8s.io/kubernetes/pkg/registry/apps/daemonset"
	"k8s.io/kubernetes/pkg/registry/apps/deployment"
	"k8s.io/kubernetes/pkg/registry/apps/replicaset"
	"k8s.io/kubernetes/pkg/registry/apps/statefulset"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
	"k8s.io/kubernetes/pkg/registry/batch/cronjob"
	"k8s.io/kubernetes/pkg/registry/batch/job"
	"k8s.io/kubernetes/pkg/registry/core/configmap"
	"k8s.io/kubernetes/pkg/registry/core/persistentvolumeclaim"
	"k8s.io/kubernetes/pkg/registry/core/pod"
	"k8s.io/kubernetes/pkg/registry/core/podtemplate"
	"k8s.io/kubernetes/pkg/registry/core/replicationcontroller"
	"k8s.io/kubernetes/pkg/registry/core/secret"
	"k8s.io/kubernetes/pkg/registry/core/service"
	"k8s.io/kubernetes/pkg/registry/core/serviceaccount"
	"k8s.io/kubernetes/pkg/registry/networking/ingress"
	"k8s.io/kubernetes/pkg/registry/networking/networkpolicy"
	"k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget"
)

type testCase struct {
	Name     string          `json:"name"`
	Manifest json.RawMessage `json:"manifest"`
}

type fieldError struct {
	Field string `json:"field"`
	Type  string `json:"type"`
}

type verdict struct {
	testCase
	Accepted    bool         `json:"accepted"`
	Errors      []fieldError `json:"errors"`
	Strict      []string     `json:"strict,omitempty"`
	DecodeError string       `json:"decodeError,omitempty"`
}

// strategies has the kinds as the API server serves them: versions that it only still decodes are not among them.
var strategies = map[string]rest.RESTCreateStrategy{
	"v1 Pod":                                 pod.Strategy,
	"v1 PodTemplate":                         podtemplate.Strategy,
	"v1 Service":                             service.Strategy,
	"v1 ReplicationController":               replicationcontroller.Strategy,
	"v1 ConfigMap":                           configmap.Strategy,
	"v1 Secret":                              secret.Strategy,
	"v1 ServiceAccount":                      serviceaccount.Strategy,
	"v1 PersistentVolumeClaim":               persistentvolumeclaim.Strategy,
	"apps/v1 Deployment":                     deployment.Strategy,
	"apps/v1 ReplicaSet":                     replicaset.Strategy,
	"apps/v1 StatefulSet":                    statefulset.Strategy,
	"apps/v1 DaemonSet":                      daemonset.Strategy,
	"batch/v1 Job":                           job.Strategy,
	"batch/v1 CronJob":                       cronjob.Strategy,
	"networking.k8s.io/v1 Ingress":           ingress.Strategy,
	"networking.k8s.io/v1 NetworkPolicy":     networkpolicy.Strategy,
	"policy/v1 PodDisruptionBudget":          poddisruptionbudget.Strategy,
	"autoscaling/v1 HorizontalPodAutoscaler": horizontalpodautoscaler.Strategy,
	"autoscaling/v2 HorizontalPodAutoscaler": horizontalpodautoscaler.Strategy,
}

func main() {
	// As clusters have it (--allow-privileged).
	capabilities.Initialize(capabilities.Capabilities{AllowPrivileged: true})
	cases, err := readCases(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, c := range cases {
		if err := encoder.Encode(judge(c)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}

func readCases(in io.Reader) ([]testCase, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	var cases []testCase
	if strings.HasPrefix(strings.TrimSpace(string(text)), "[") {
		return cases, json.Unmarshal(text, &cases)
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	for {
		var c testCase
		if err := decoder.Decode(&c); err == io.EOF {
			return cases, nil
		} else if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
}

func judge(c testCase) (v verdict) {
	v = verdict{testCase: c, Errors: []fieldError{}}
	// Kubernetes trips over a few manifests itself, e.g. a successPolicy without completions in a CronJob.
	defer func() {
		if r := recover(); r != nil {
			v.DecodeError = fmt.Sprint("panic: ", r)
		}
	}()
	codecs := serializer.NewCodecFactory(legacyscheme.Scheme, serializer.EnableStrict)
	obj, gvk, err := codecs.UniversalDeserializer().Decode(c.Manifest, nil, nil)
	if strict, ok := runtime.AsStrictDecodingError(err); ok {
		for _, e := range strict.Errors() {
			v.Strict = append(v.Strict, e.Error())
		}
	} else if err != nil {
		v.DecodeError = decoderMessage(err)
		return v
	}
	legacyscheme.Scheme.Default(obj)
	internal, err := legacyscheme.Scheme.ConvertToVersion(obj, schema.GroupVersion{Group: gvk.Group, Version: runtime.APIVersionInternal})
	if err != nil {
		v.DecodeError = err.Error()
		return v
	}
	apiVersion, kind := gvk.ToAPIVersionAndKind()
	strategy, ok := strategies[apiVersion+" "+kind]
	if !ok {
		v.DecodeError = fmt.Sprintf("no matches for kind %q in version %q", kind, apiVersion)
		return v
	}
	for _, e := range create(strategy, internal) {
		v.Errors = append(v.Errors, fieldError{Field: e.Field, Type: typeName(e.Type)})
	}
	v.Accepted = len(v.Errors) == 0 && len(v.Strict) == 0
	return v
}

// create follows rest.BeforeCreate.
func create(strategy rest.RESTCreateStrategy, obj runtime.Object) field.ErrorList {
	ctx := genericapirequest.WithNamespace(context.Background(), metav1.NamespaceDefault)
	accessor, err := meta.Accessor(obj)
	if err != nil {
		return field.ErrorList{field.InternalError(nil, err)}
	}
	if accessor.GetNamespace() == "" {
		accessor.SetNamespace(metav1.NamespaceDefault)
	}
	rest.FillObjectMetaSystemFields(accessor)
	if accessor.GetGenerateName() != "" && accessor.GetName() == "" {
		accessor.SetName(strategy.GenerateName(accessor.GetGenerateName()))
	}
	strategy.PrepareForCreate(ctx, obj)
	if svc, ok := obj.(*core.Service); ok {
		allocate(svc)
	}
	if errs := strategy.Validate(ctx, obj); len(errs) > 0 {
		return errs
	}
	errs := validation.ValidateObjectMetaAccessor(accessor, strategy.NamespaceScoped(), path.ValidatePathSegmentName, field.NewPath("metadata"))
	if svc, ok := obj.(*core.Service); ok && len(errs) == 0 {
		return outOfRange(svc)
	}
	return errs
}

// outOfRange says what the allocator of node ports refuses, with the range that clusters have by default.
func outOfRange(svc *core.Service) (errs field.ErrorList) {
	if svc.Spec.Type == core.ServiceTypeClusterIP || svc.Spec.Type == core.ServiceTypeExternalName {
		return nil
	}
	for i, port := range svc.Spec.Ports {
		if port.NodePort != 0 && (port.NodePort < 30000 || port.NodePort > 32767) {
			at := field.NewPath("spec", "ports").Index(i).Child("nodePort")
			errs = append(errs, field.Invalid(at, port.NodePort, "provided port is not in the valid range. The range of valid ports is 30000-32767"))
		}
	}
	return errs
}

// allocate gives a Service what the API server's allocators give it before it is validated.
func allocate(svc *core.Service) {
	spec := &svc.Spec
	if spec.ClusterIP != "" && len(spec.ClusterIPs) == 0 {
		spec.ClusterIPs = []string{spec.ClusterIP}
	}
	if spec.Type == core.ServiceTypeExternalName {
		return
	}
	// Several addresses without the first are rejected, not replaced.
	if spec.ClusterIP == "" && len(spec.ClusterIPs) == 0 {
		spec.ClusterIP = "10.0.0.1"
		if len(spec.IPFamilies) > 0 && spec.IPFamilies[0] == core.IPv6Protocol {
			spec.ClusterIP = "fd00::1"
		}
		spec.ClusterIPs = []string{spec.ClusterIP}
	}
	if spec.IPFamilyPolicy == nil {
		policy := core.IPFamilyPolicySingleStack
		spec.IPFamilyPolicy = &policy
	}
	if len(spec.IPFamilies) == 0 {
		spec.IPFamilies = []core.IPFamily{core.IPv4Protocol}
		// The family of an address that is given is that of the Service.
		if len(spec.ClusterIPs) > 0 && strings.Contains(spec.ClusterIPs[0], ":") {
			spec.IPFamilies = []core.IPFamily{core.IPv6Protocol}
		}
	}
	if apiservice.NeedsHealthCheck(svc) && spec.HealthCheckNodePort == 0 {
		spec.HealthCheckNodePort = 31000
	}
}

// typeName names a field error's type as the constants of the package field are named.
func typeName(t field.ErrorType) string {
	return string(t)
}

// decoderMessage leaves out what the codec wraps around the JSON decoder's own words.
func decoderMessage(err error) string {
	message := err.Error()
	if i := strings.Index(message, "json: "); i >= 0 {
		return message[i:]
	}
	if i := strings.LastIndex(message, " cannot be handled as a "); i >= 0 {
		if j := strings.Index(message[i:], ": "); j >= 0 {
			return message[i+j+2:]
		}
	}
	return message
}
