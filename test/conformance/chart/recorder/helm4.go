package main

import (
	"context"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	chartutil "helm.sh/helm/v4/pkg/chart/v2/util"
	"helm.sh/helm/v4/pkg/engine"
)

var helm4 = helm{apiVersions: common.DefaultVersionSet, render: render4}

func render4(folder, valuesFile string) (map[string]string, error) {
	values := common.Values{}
	if valuesFile != "" {
		read, err := common.ReadValuesFile(valuesFile)
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
	capabilities := common.DefaultCapabilities.Copy()
	version, err := common.ParseKubeVersion(kubernetes)
	if err != nil {
		return nil, err
	}
	capabilities.KubeVersion = *version
	release := common.ReleaseOptions{Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true}
	prepared, err := util.ToRenderValuesWithSchemaValidation(loaded, values, release, capabilities, false)
	if err != nil {
		return nil, err
	}
	return engine.Engine{}.RenderWithContext(context.Background(), loaded, prepared)
}
