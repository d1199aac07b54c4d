/** gRPC as Pulumi's own processes speak it, loaded from Pulumi's dependencies so that there is one copy of it. */

import { createRequire } from "node:module";

const requireAsPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));

export const grpc = requireAsPulumi("@grpc/grpc-js") as typeof import("@grpc/grpc-js");

export const { Struct } = requireAsPulumi(
  "google-protobuf/google/protobuf/struct_pb",
) as typeof import("google-protobuf/google/protobuf/struct_pb");

export const { Empty } = requireAsPulumi(
  "google-protobuf/google/protobuf/empty_pb",
) as typeof import("google-protobuf/google/protobuf/empty_pb");

export const { EngineService } = requireAsPulumi(
  "./proto/engine_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/engine_grpc_pb");

export const { ResourceProviderClient } = requireAsPulumi(
  "./proto/provider_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/provider_grpc_pb");

export const messages = requireAsPulumi(
  "./proto/provider_pb",
) as typeof import("@pulumi/pulumi/proto/provider_pb");

export const { Status } = requireAsPulumi(
  "./proto/status_pb",
) as typeof import("@pulumi/pulumi/proto/status_pb");

/** What the engine calls a resource's properties. */
export type Props = Record<string, unknown>;

/** Properties as the engine sends them: what is `undefined` is not there. */
export function toStruct(props: Props): InstanceType<typeof Struct> {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(props)));
}

/** Properties as the engine receives them. */
export function fromStruct(struct: InstanceType<typeof Struct> | undefined): Props {
  return (struct?.toJavaScript() ?? {}) as Props;
}
