/** Changes what a good answer says. */

import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

type Json = Record<string, unknown>;

/** Changes the fields of every recording of the answer; an error is left as it is. */
export function changeFields(
  c: Context,
  response: Response,
  { set, remove }: { set: Json; remove: readonly string[] },
): Promise<Response> {
  const change = (recording: Json) =>
    Object.fromEntries(Object.entries({ ...recording, ...set }).filter(([name]) => !remove.includes(name)));
  return changeData(c, response, (data) => {
    if (Array.isArray(data)) return data.map(change);
    if (isObject(data) && isObject(data.recording)) return { ...data, recording: change(data.recording) };
    return isObject(data) ? change(data) : data;
  });
}

/** Repeats the first `count` items of a list at its end, as when items move while pages are read. */
export function duplicateItems(c: Context, response: Response, count: number): Promise<Response> {
  return changeData(c, response, (data) => (Array.isArray(data) ? [...data, ...data.slice(0, count)] : data));
}

async function changeData(
  c: Context,
  response: Response,
  change: (data: unknown) => unknown,
): Promise<Response> {
  const body: unknown = await response.json();
  const changed = isObject(body) && body.success === true ? { ...body, data: change(body.data) } : body;
  return c.json(changed, response.status as ContentfulStatusCode);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
