// The wire format: messages that are passed on stay as they came, and those that are read are protobuf.
package main

import "google.golang.org/protobuf/proto"

type frame []byte

type codec struct{}

func (codec) Name() string { return "proto" }

func (codec) Marshal(message any) ([]byte, error) {
	if raw, ok := message.(*frame); ok {
		return *raw, nil
	}
	return proto.Marshal(message.(proto.Message))
}

func (codec) Unmarshal(text []byte, message any) error {
	if raw, ok := message.(*frame); ok {
		*raw = append(frame(nil), text...)
		return nil
	}
	return proto.Unmarshal(text, message.(proto.Message))
}
