// Running a policy pack: Node on the entry point that the pack's own @pulumi/pulumi has for it.
package main

import (
	"errors"
	"os/exec"
	"strings"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

const resolveEntryPoint = "require.resolve('@pulumi/pulumi/cmd/run-policy-pack')"

func runPolicyPack(stream grpc.ServerStream) error {
	var request pulumirpc.RunPluginRequest
	if err := stream.RecvMsg(&request); err != nil {
		return err
	}
	if request.GetKind() != "analyzer" {
		return status.Errorf(codes.Unimplemented, "this language host runs programs and policy packs, no %s", request.GetKind())
	}
	pack := request.GetInfo().GetProgramDirectory()
	resolution := exec.CommandContext(stream.Context(), "node", "-p", resolveEntryPoint)
	resolution.Dir = pack
	entryPoint, err := resolution.Output()
	if err != nil {
		return status.Errorf(codes.FailedPrecondition, "@pulumi/policy is not installed: run npm install in %s", pack)
	}
	arguments := append([]string{strings.TrimSpace(string(entryPoint))}, request.GetArgs()...)
	command := exec.CommandContext(stream.Context(), "node", append(arguments, pack)...)
	command.Dir, command.Env = pack, request.GetEnv()
	return stream.SendMsg(exitOf(command, &output{stream: stream}))
}

// exitOf runs the command to its end, or to the engine's.
func exitOf(command *exec.Cmd, output *output) *pulumirpc.RunPluginResponse {
	command.Stdout = writer(func(text []byte) error {
		return output.send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stdout{Stdout: text}})
	})
	command.Stderr = writer(func(text []byte) error {
		return output.send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stderr{Stderr: text}})
	})
	code := 0
	if err := command.Run(); err != nil {
		code = 1
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
			code = exit.ExitCode()
		}
	}
	return &pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: int32(code)}}
}

// output is what both of the command's streams write to, one at a time.
type output struct {
	mutex  sync.Mutex
	stream grpc.ServerStream
}

func (o *output) send(message *pulumirpc.RunPluginResponse) error {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.stream.SendMsg(message)
}

type writer func(text []byte) error

func (write writer) Write(text []byte) (int, error) {
	if err := write(append([]byte(nil), text...)); err != nil {
		return 0, err
	}
	return len(text), nil
}
