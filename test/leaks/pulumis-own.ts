/** What Pulumi itself prints of a resource's properties where it is asked to print everything, secrets included. */

/** Makes Pulumi print all it can. */
export const TALKATIVE = ["-v=9", "--logtostderr", "--debug"];

/**
 * The engine's log of what it sends and gets over gRPC, and of its own plans; and the Node SDK's note of an answer, of
 * which the lines after the first begin with the property that follows the provider's text.
 */
const PULUMIS_OWN = [
  /^\{"time":"[^"]*","level":"INFO","msg":"(Unm|M)arshaling property for RPC\[/,
  /^\{"time":"[^"]*","level":"INFO","msg":"(eventSink::Debug\(<\{%reset%\}>)?(Register|Read)Resource RPC finished: /,
  /^\{"time":"[^"]*","level":"INFO","msg":"Planner decided to /,
  /^\{"sequence":\d+,"timestamp":\d+,"diagnosticEvent":\{"prefix":"debug: ","message":"(Register|Read)Resource RPC finished: /,
  /^ *(.* )?debug: (Register|Read)Resource RPC finished: /,
  /^ *,__urn,,,urn:pulumi:/,
];

/** The lines that show one of the secrets. */
export function linesWith(text: string, secrets: readonly string[]): string[] {
  return text.split("\n").filter((line) => secrets.some((secret) => line.includes(secret)));
}

/** The first line that shows one of the secrets and isn't Pulumi's own. */
export function foreignLine(text: string, secrets: readonly string[]): string | undefined {
  return linesWith(text, secrets).find((line) => !PULUMIS_OWN.some((pattern) => pattern.test(line)));
}
