// Renders charts with Helm's own engine, as `helm template` does, and writes what comes out.
//
//	go run . [-helm 4] FOLDER… > recording.json
//	go run . -mistakes FILE > recording.json
//
// Each folder holds a chart; files named values-*.yaml beside its Chart.yaml are further cases of the same chart. One
// JSON object a line: the chart's name, the values file, the API versions that the chart is told of, and either the text
// of every rendered template or Helm's error. With -mistakes: what Helm says of each template of a file.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"sort"
)

type result struct {
	Chart       string            `json:"chart"`
	Values      string            `json:"values,omitempty"`
	Kubernetes  string            `json:"kubernetes"`
	APIVersions []string          `json:"apiVersions,omitempty"`
	Rendered    map[string]string `json:"rendered,omitempty"`
	Error       string            `json:"error,omitempty"`
}

// A version of Helm. The values file may be empty.
type helm struct {
	apiVersions []string
	render      func(folder, valuesFile string) (map[string]string, error)
}

const kubernetes = "v1.34.0"

func main() {
	version := flag.Int("helm", 3, "the major version of Helm, 3 or 4")
	mistakes := flag.String("mistakes", "", "a file of templates, each a chart of its own")
	flag.Parse()
	log.SetOutput(io.Discard)
	slog.SetDefault(slog.New(slog.DiscardHandler))
	chosen := helm3
	if *version == 4 {
		chosen = helm4
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	if *mistakes != "" {
		if err := recordMistakes(*mistakes, out); err != nil {
			log.SetOutput(os.Stderr)
			log.Fatal(err)
		}
		return
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	versions := append([]string{}, chosen.apiVersions...)
	sort.Strings(versions)
	if err := encoder.Encode(result{Kubernetes: kubernetes, APIVersions: versions}); err != nil {
		log.Fatal(err)
	}
	for _, folder := range flag.Args() {
		files, _ := filepath.Glob(filepath.Join(folder, "values-*.yaml"))
		for _, values := range append([]string{""}, files...) {
			recorded := result{Chart: folder, Kubernetes: kubernetes}
			if values != "" {
				recorded.Values = filepath.Base(values)
			}
			rendered, err := chosen.render(folder, values)
			if err != nil {
				recorded.Error = err.Error()
			} else {
				recorded.Rendered = rendered
			}
			if err := encoder.Encode(recorded); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}
	}
}
