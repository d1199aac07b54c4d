/** Changes what a good answer says. */

import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

type Json = Record<string, unknown>;

/** Shows `status` on every recording of the answer; an error is left as it is. */
export function showStatus(c: Context, response: Response, status: string): Promise<Response> {
  return changeData(c, response, (data) => {
    if (Array.isArray(data)) return data.map((item) => ({ ...item, status }));
    if (isObject(data) && isObject(data.recording))
      return { ...data, recording: { ...data.recording, status } };
    return isObject(data) ? { ...data, status } : data;
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
