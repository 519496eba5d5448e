// What kubectl reads in a text: whether it takes it, and the JSON of its documents. Cases come as a JSON list on the standard
// input, answers go to the standard output, one a line; the text of a file is not repeated.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type givenCase struct {
	File string `json:"file,omitempty"`
	Text string `json:"text,omitempty"`
}

type answer struct {
	givenCase
	Documents []json.RawMessage `json:"documents"`
	Error     string            `json:"error,omitempty"`
}

// As FileVisitor and StreamVisitor of k8s.io/cli-runtime/pkg/resource do it.
func read(text string) (result answer) {
	result = answer{Documents: []json.RawMessage{}}
	defer func() {
		if fault := recover(); fault != nil {
			result.Error = "panic"
		}
	}()
	reader := transform.NewReader(strings.NewReader(text), unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	decoder := yaml.NewYAMLOrJSONDecoder(reader, 4096)
	for {
		document := runtime.RawExtension{}
		if err := decoder.Decode(&document); err != nil {
			if !errors.Is(err, io.EOF) {
				result.Error = err.Error()
			}
			return result
		}
		raw := bytes.TrimSpace(document.Raw)
		if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
			continue
		}
		result.Documents = append(result.Documents, raw)
	}
}

func main() {
	var cases []givenCase
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for _, given := range cases {
		result := read(given.Text)
		result.givenCase = given
		if given.File != "" {
			result.Text = ""
		}
		if err := out.Encode(result); err != nil {
			panic(err)
		}
	}
}
