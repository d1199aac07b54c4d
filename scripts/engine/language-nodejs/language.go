//go:build engine

// Package language pins the module that holds Pulumi's Node language host, in the last SDK release that carries it.
package language

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
