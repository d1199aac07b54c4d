/** Inputs nested as deep as one likes, written in protobuf's own format: its libraries overflow while they write them. */

import { PROVIDER_TEXT } from "../../provider/resources/common";
import { grpc, messages, type Props, toStruct } from "../support/grpc";

/** Calls `check` with `news` and one more property, which is nested. Resolves with the failures' properties. */
export async function checkNested(
  address: string,
  news: Props,
  { name, levels }: { name: string; levels: number },
): Promise<string[]> {
  const client = new grpc.Client(address, grpc.credentials.createInsecure());
  const known = toStruct({ ...news, __provider: PROVIDER_TEXT }).serializeBinary();
  const struct = Buffer.concat([known, entry(name, nested(levels))]);
  // CheckRequest: olds are field 2, news are field 3.
  const request = Buffer.concat([field(2), field(3, struct)]);
  try {
    return await new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        "/pulumirpc.ResourceProvider/Check",
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => messages.CheckResponse.deserializeBinary(bytes),
        request,
        (error, answer) => {
          if (error) return reject(error);
          resolve(answer?.getFailuresList().map((failure) => failure.getProperty()) ?? []);
        },
      );
    });
  } finally {
    client.close();
  }
}

/** `{"a":{"a":…}}` as a google.protobuf.Value: its struct is field 5, a Struct's entries are field 1. */
function nested(levels: number): Buffer {
  const innermost = field(5);
  const heads: Buffer[] = [innermost];
  // From the inside out, because each head has the length of what follows it.
  for (let level = 1, length = innermost.length; level < levels; level++) {
    const name = Buffer.concat([field(1, Buffer.from("a")), head(2, length)]);
    const struct = head(1, name.length + length);
    const value = head(5, struct.length + name.length + length);
    heads.push(name, struct, value);
    length += name.length + struct.length + value.length;
  }
  return Buffer.concat(heads.reverse());
}

function entry(name: string, value: Buffer): Buffer {
  return field(1, field(1, Buffer.from(name)), field(2, value));
}

/** One field of length-delimited bytes. */
function field(number: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([head(number, body.length), body]);
}

function head(number: number, length: number): Buffer {
  return Buffer.from([(number << 3) | 2, ...varint(length)]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}
