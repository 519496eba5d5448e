// Builds overlays with Kustomize's own code, as `kustomize build` does, and writes what comes out.
//
//	go run . FOLDER… > recording.json
//	go run . --merge-keys > schemas/mergeKeys.json
//
// Each folder holds a kustomization. One JSON object a line: the folder, and either the text of all built objects or
// Kustomize's error. Nothing is fetched and no plugin is run: overlays that need that fail.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type result struct {
	Overlay string `json:"overlay"`
	Built   string `json:"built,omitempty"`
	Error   string `json:"error,omitempty"`
}

func main() {
	log.SetOutput(io.Discard)
	if len(os.Args) == 2 && os.Args[1] == "--merge-keys" {
		if err := writeMergeKeys(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, folder := range os.Args[1:] {
		if err := encoder.Encode(build(folder)); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
}

func build(folder string) (recorded result) {
	recorded.Overlay = folder
	defer func() {
		if thrown := recover(); thrown != nil {
			recorded.Error = fmt.Sprint(thrown)
		}
	}()
	options := krusty.MakeDefaultOptions()
	options.LoadRestrictions = types.LoadRestrictionsNone
	options.PluginConfig = types.DisabledPluginConfig()
	options.Reorder = krusty.ReorderOptionNone
	built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), folder)
	if err == nil {
		var text []byte
		text, err = built.AsYaml()
		recorded.Built = string(text)
	}
	if err != nil {
		here, _ := os.Getwd()
		recorded.Error = strings.ReplaceAll(err.Error(), here+"/", "")
	}
	return recorded
}
