package main

import (
	"encoding/json"
	"io"
	"os"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"sigs.k8s.io/yaml"
)

type mistake struct {
	What     string `json:"what"`
	Template string `json:"template,omitempty"`
	Helper   string `json:"helper,omitempty"`
	At       string `json:"at,omitempty"`
	Error    string `json:"error"`
}

// Writes what Helm says of each template of a file, as a chart of its own.
func recordMistakes(file string, out io.Writer) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var given struct {
		Values    map[string]any `json:"values"`
		Parse     []mistake      `json:"parse"`
		Execution []mistake      `json:"execution"`
	}
	if err := yaml.UnmarshalStrict(text, &given); err != nil {
		return err
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	values, err := yaml.Marshal(given.Values)
	if err != nil {
		return err
	}
	for _, one := range append(given.Parse, given.Execution...) {
		recorded := mistake{What: one.What}
		if err := renderTexts(one, values); err != nil {
			recorded.Error = err.Error()
		}
		if err := encoder.Encode(recorded); err != nil {
			return err
		}
	}
	return nil
}

func renderTexts(one mistake, values []byte) error {
	loaded, err := loader.LoadFiles([]*loader.BufferedFile{
		{Name: "Chart.yaml", Data: []byte("apiVersion: v2\nname: web\nversion: 0.1.0\n")},
		{Name: "values.yaml", Data: values},
		{Name: "templates/_helpers.tpl", Data: []byte(one.Helper)},
		{Name: "templates/a.yaml", Data: []byte(one.Template)},
	})
	if err != nil {
		return err
	}
	release := chartutil.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}
	prepared, err := chartutil.ToRenderValues(loaded, nil, release, nil)
	if err != nil {
		return err
	}
	_, err = engine.Engine{}.Render(loaded, prepared)
	return err
}
