//go:build engine

// Package cli pins the module that holds the Pulumi CLI, so that a build of it is checked against go.sum.
package cli

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
