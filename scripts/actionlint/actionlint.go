//go:build actionlint

// Package actionlint pins the linter of workflows, so that a build of it is checked against go.sum.
package actionlint

import _ "github.com/rhysd/actionlint/cmd/actionlint"
