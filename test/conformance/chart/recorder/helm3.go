package main

import (
	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

var helm3 = helm{apiVersions: chartutil.DefaultVersionSet, render: render3}

func render3(folder, valuesFile string) (map[string]string, error) {
	values := chartutil.Values{}
	if valuesFile != "" {
		read, err := chartutil.ReadValuesFile(valuesFile)
		if err != nil {
			return nil, err
		}
		values = read
	}
	loaded, err := loader.LoadDir(folder)
	if err != nil {
		return nil, err
	}
	if err := chartutil.ProcessDependencies(loaded, values); err != nil {
		return nil, err
	}
	capabilities := chartutil.DefaultCapabilities.Copy()
	version, err := chartutil.ParseKubeVersion(kubernetes)
	if err != nil {
		return nil, err
	}
	capabilities.KubeVersion = *version
	release := chartutil.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}
	prepared, err := chartutil.ToRenderValuesWithSchemaValidation(loaded, values, release, capabilities, false)
	if err != nil {
		return nil, err
	}
	return engine.Engine{}.Render(loaded, prepared)
}
