// Command policy-host stands before the Node language host, and adds to it what the released one lacks: policy
// packs, and the runtime options of a project as a newer engine sends them.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
)

const (
	hostName     = "nodejs-language-host"
	runPlugin    = "/pulumirpc.LanguageRuntime/RunPlugin"
	messageBytes = 400 << 20
)

func main() {
	host, port, err := startHost()
	if err == nil {
		err = serve(port)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		_ = host.Process.Kill()
	}()
	_ = host.Wait()
	os.Exit(host.ProcessState.ExitCode())
}

// startHost runs the released host, which lies beside this command, and reads the port that it says first.
func startHost() (*exec.Cmd, string, error) {
	own, err := os.Executable()
	if err != nil {
		return nil, "", err
	}
	name := hostName
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	host := exec.Command(filepath.Join(filepath.Dir(own), name), append(projectFlags(), os.Args[1:]...)...)
	host.Stderr = os.Stderr
	stdout, err := host.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := host.Start(); err != nil {
		return nil, "", err
	}
	lines := bufio.NewReader(stdout)
	port, err := lines.ReadString('\n')
	if err != nil {
		return nil, "", fmt.Errorf("%s says no port: %w", hostName, err)
	}
	go func() { _, _ = io.Copy(os.Stdout, lines) }()
	return host, strings.TrimSpace(port), nil
}

// serve listens on a port of its own and says it, as the engine expects from a language host.
func serve(port string) error {
	conn, err := grpc.NewClient("127.0.0.1:"+port,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.ForceCodec(codec{}), grpc.MaxCallRecvMsgSize(messageBytes)))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := grpc.NewServer(grpc.ForceServerCodec(codec{}), grpc.MaxRecvMsgSize(messageBytes),
		grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
			method, _ := grpc.MethodFromServerStream(stream)
			if method == runPlugin {
				return runPolicyPack(stream)
			}
			return forward(conn, method, stream)
		}))
	go func() { _ = server.Serve(listener) }()
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	return nil
}

// forward passes a call on as it is; every call of a language host has one request and one or more answers.
func forward(conn *grpc.ClientConn, method string, stream grpc.ServerStream) error {
	var request frame
	if err := stream.RecvMsg(&request); err != nil {
		return err
	}
	headers, _ := metadata.FromIncomingContext(stream.Context())
	ctx := metadata.NewOutgoingContext(stream.Context(), headers)
	call, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, method)
	if err != nil {
		return err
	}
	if err := call.SendMsg(&request); err != nil {
		return err
	}
	if err := call.CloseSend(); err != nil {
		return err
	}
	for {
		var answer frame
		if err := call.RecvMsg(&answer); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := stream.SendMsg(&answer); err != nil {
			return err
		}
	}
}
