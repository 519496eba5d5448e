package main

import (
	"encoding/json"
	"os"
	"sort"
	"strings"

	"k8s.io/kube-openapi/pkg/validation/spec"
	"sigs.k8s.io/kustomize/kyaml/openapi"
	"sigs.k8s.io/kustomize/kyaml/yaml"
)

// What Kustomize knows of the types of the API: how lists are merged, and which kinds belong to no namespace.
type mergeKeys struct {
	// The type of each kind, by "apiVersion kind".
	Kinds map[string]string `json:"kinds"`
	// Kinds without a namespace, likewise.
	ClusterScoped []string `json:"clusterScoped"`
	// The fields of types: below "fields" the type of what a field holds, below "keys" the keys by which the items of its
	// list are merged, none for lists of texts. Fields that lead to no such list are left out.
	Types map[string]*mergedType `json:"types"`
}

type mergedType struct {
	Fields map[string]string   `json:"fields,omitempty"`
	Keys   map[string][]string `json:"keys,omitempty"`
}

func writeMergeKeys() error {
	definitions := openapi.Schema().Definitions
	found := mergeKeys{Kinds: map[string]string{}, Types: map[string]*mergedType{}}
	for name, definition := range definitions {
		kinds, _ := definition.Extensions["x-kubernetes-group-version-kind"].([]interface{})
		for _, each := range kinds {
			kind := each.(map[string]interface{})
			apiVersion := strings.TrimPrefix(kind["group"].(string)+"/"+kind["version"].(string), "/")
			id := apiVersion + " " + kind["kind"].(string)
			if len(kinds) > 1 {
				continue
			}
			found.Kinds[id] = shortName(name)
		}
		found.Types[shortName(name)] = typeOf(definition)
	}
	for id := range found.Kinds {
		apiVersion, kind, _ := strings.Cut(id, " ")
		if namespaced, known := openapi.IsNamespaceScoped(yaml.TypeMeta{APIVersion: apiVersion, Kind: kind}); known && !namespaced {
			found.ClusterScoped = append(found.ClusterScoped, id)
		}
	}
	sort.Strings(found.ClusterScoped)
	dropUnmerged(found.Types)
	for id, name := range found.Kinds {
		if found.Types[name] == nil {
			found.Kinds[id] = ""
		}
	}
	shareEqual(&found)
	for id, name := range found.Kinds {
		if name == "" || strings.HasSuffix(id, "List") {
			delete(found.Kinds, id)
		}
	}
	dropUnused(&found)
	return json.NewEncoder(os.Stdout).Encode(found)
}

func typeOf(definition spec.Schema) *mergedType {
	result := &mergedType{Fields: map[string]string{}, Keys: map[string][]string{}}
	for field, schema := range definition.Properties {
		// Nobody writes it.
		if field == "status" {
			continue
		}
		if target := targetOf(schema); target != "" {
			result.Fields[field] = target
		}
		strategy, keys := (&openapi.ResourceSchema{Schema: &schema}).PatchStrategyAndKeyList()
		for _, each := range strings.Split(strategy, ",") {
			if each == "merge" && schema.Items != nil {
				result.Keys[field] = keys
			}
		}
	}
	return result
}

// The type that a field, the items of its list or the values of its map have.
func targetOf(schema spec.Schema) string {
	if schema.Items != nil && schema.Items.Schema != nil {
		return targetOf(*schema.Items.Schema)
	}
	if schema.AdditionalProperties != nil && schema.AdditionalProperties.Schema != nil {
		return ""
	}
	return shortName(schema.Ref.String())
}

func shortName(reference string) string {
	name := strings.TrimPrefix(reference, "#/definitions/")
	return strings.TrimPrefix(name, "io.k8s.")
}

// Leaves only types that lead to a merged list.
func dropUnmerged(types map[string]*mergedType) {
	for changed := true; changed; {
		changed = false
		for name, each := range types {
			for field, target := range each.Fields {
				if types[target] == nil {
					delete(each.Fields, field)
				}
			}
			if len(each.Fields) == 0 && len(each.Keys) == 0 {
				delete(types, name)
				changed = true
			}
		}
		// A type that leads to itself only leads nowhere.
		for name, each := range types {
			if len(each.Keys) == 0 && onlyLeadsTo(each, name) {
				delete(types, name)
				changed = true
			}
		}
	}
}

func onlyLeadsTo(each *mergedType, name string) bool {
	for _, target := range each.Fields {
		if target != name {
			return false
		}
	}
	return true
}

// Types that say the same become one, that of the first name.
func shareEqual(found *mergeKeys) {
	for changed := true; changed; {
		changed = false
		var names []string
		for name := range found.Types {
			names = append(names, name)
		}
		sort.Strings(names)
		first := map[string]string{}
		for _, name := range names {
			text, _ := json.Marshal(found.Types[name])
			known, isKnown := first[string(text)]
			if !isKnown {
				first[string(text)] = name
				continue
			}
			rename(found, name, known)
			changed = true
		}
	}
}

func rename(found *mergeKeys, from, to string) {
	delete(found.Types, from)
	for _, each := range found.Types {
		for field, target := range each.Fields {
			if target == from {
				each.Fields[field] = to
			}
		}
	}
	for id, target := range found.Kinds {
		if target == from {
			found.Kinds[id] = to
		}
	}
}

func dropUnused(found *mergeKeys) {
	used := map[string]bool{}
	var use func(name string)
	use = func(name string) {
		if used[name] {
			return
		}
		used[name] = true
		for _, target := range found.Types[name].Fields {
			use(target)
		}
	}
	for _, name := range found.Kinds {
		use(name)
	}
	for name := range found.Types {
		if !used[name] {
			delete(found.Types, name)
		}
	}
}
