package main

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
)

// The options of a project's runtime that the released host knows; its flags have the same names.
var hostOptions = []string{"typescript", "tsconfig", "nodeargs"}

// projectFlags are the runtime options of the project around the current folder. The engine sends them with each run,
// where the released host doesn't look. Whatever is wrong with the project's file, the engine says itself.
func projectFlags() []string {
	project, err := workspace.DetectProject()
	if err != nil || project == nil {
		return nil
	}
	var flags []string
	options := project.Runtime.Options()
	for _, name := range hostOptions {
		if value, isSet := options[name]; isSet {
			flags = append(flags, fmt.Sprintf("-%s=%v", name, value))
		}
	}
	return flags
}
