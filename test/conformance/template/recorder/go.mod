module probewise/test/conformance/template

go 1.25
