/** Many resources at once, taken through the hooks as the engine does it, and what they asked the API for. */

import assert from "node:assert/strict";
import type { RecordingInput } from "../../emulator";
import type { Props } from "./grpc";
import type { HooksKit } from "./hooks-kit";

/** One of them, as the state file has it. */
export interface Resource {
  readonly id: string;
  readonly outs: Props;
  readonly inputs: Props;
}

/** What all of them are like. */
export interface Declaration {
  readonly args: Props;
  readonly recording: RecordingInput;
}

/** What the API was asked for since the logs were emptied. */
export function counted({ emulator }: HooksKit) {
  const requests = emulator.requests();
  const count = (endpoint: string) => requests.filter((request) => request.endpoint === endpoint).length;
  const [list, get, put] = [count("recordings.list"), count("recordings.get"), count("recordings.put")];
  assert.equal(list + get + put, requests.length, "there are others");
  return { list, get, put };
}

/** As many recordings as that, declared and created; the number is declared too. */
export async function createMany(kit: HooksKit, count: number, { args, recording }: Declaration) {
  const news = Array.from({ length: count }, () => ({
    ...kit.declare(args, { held: true, ...recording }),
    __count: count,
  }));
  const resources: Resource[] = [];
  for (const declared of news) {
    const { inputs, failures } = await kit.hooks.check({}, declared);
    assert.deepEqual(failures, []);
    resources.push({ inputs, ...(await kit.hooks.create(inputs)) });
  }
  kit.forget();
  return resources;
}

/** What the engine does to each in a preview, one after another; in an update it goes on with what it gets here. */
export async function plan(kit: HooksKit, resources: readonly Resource[], changes: Props = {}) {
  const planned: { resource: Resource; inputs: Props; changes: string }[] = [];
  for (const resource of resources) {
    const news = { ...resource.inputs, __urn: resource.outs.__urn, ...changes, __count: resources.length };
    const { inputs, failures } = await kit.hooks.check(resource.inputs, news);
    assert.deepEqual(failures, []);
    const diffed = await kit.hooks.diff(resource.id, resource.outs, inputs);
    planned.push({ resource, inputs, changes: diffed.changes });
  }
  return planned;
}
