// Renders charts with Helm's own engine, as `helm template` does, and writes what comes out.
//
//	go run . FOLDER… > recording.json
//
// Each folder holds a chart; files named values-*.yaml beside its Chart.yaml are further cases of the same chart. One
// JSON object a line: the chart's name, the values file, the API versions that the chart is told of, and either the text
// of every rendered template or Helm's error.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"sort"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

type result struct {
	Chart       string            `json:"chart"`
	Values      string            `json:"values,omitempty"`
	Kubernetes  string            `json:"kubernetes"`
	APIVersions []string          `json:"apiVersions,omitempty"`
	Rendered    map[string]string `json:"rendered,omitempty"`
	Error       string            `json:"error,omitempty"`
}

const kubernetes = "v1.34.0"

func main() {
	log.SetOutput(io.Discard)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	versions := append([]string{}, chartutil.DefaultVersionSet...)
	sort.Strings(versions)
	if err := encoder.Encode(result{Kubernetes: kubernetes, APIVersions: versions}); err != nil {
		log.Fatal(err)
	}
	for _, folder := range os.Args[1:] {
		files, _ := filepath.Glob(filepath.Join(folder, "values-*.yaml"))
		for _, values := range append([]string{""}, files...) {
			if err := encoder.Encode(render(folder, values)); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}
	}
}

func render(folder, valuesFile string) result {
	recorded := result{Chart: folder, Kubernetes: kubernetes}
	values := chartutil.Values{}
	if valuesFile != "" {
		recorded.Values = filepath.Base(valuesFile)
		read, err := chartutil.ReadValuesFile(valuesFile)
		if err != nil {
			recorded.Error = err.Error()
			return recorded
		}
		values = read
	}
	loaded, err := loader.LoadDir(folder)
	if err != nil {
		recorded.Error = err.Error()
		return recorded
	}
	if err := chartutil.ProcessDependencies(loaded, values); err != nil {
		recorded.Error = err.Error()
		return recorded
	}
	capabilities := chartutil.DefaultCapabilities.Copy()
	version, err := chartutil.ParseKubeVersion(kubernetes)
	if err != nil {
		log.Fatal(err)
	}
	capabilities.KubeVersion = *version
	release := chartutil.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}
	prepared, err := chartutil.ToRenderValuesWithSchemaValidation(loaded, values, release, capabilities, false)
	if err != nil {
		recorded.Error = err.Error()
		return recorded
	}
	rendered, err := engine.Engine{}.Render(loaded, prepared)
	if err != nil {
		recorded.Error = err.Error()
		return recorded
	}
	recorded.Rendered = rendered
	return recorded
}
