/** Takes what a request carried in confidence, its token and credentials, out of what its answer says about it. */

/** The request fields whose values nobody may see; source: the API's specification of the storage and RTMP targets. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  "access_key",
  "secret",
  "password",
  "private_key",
  "rtmp_url",
]);

const HIDDEN = "[hidden]";

/** The text with every secret of the request's body replaced. */
export function redact(text: string, body: unknown): string {
  return secretsIn(body).reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
}

/** Cloudflare's tokens have 40 characters and more; a shorter text may be a word that answers are made of. */
const SHORTEST_TOKEN = 16;

/** An answer's text without the token: gateways and servers under test repeat a request's headers in what they say. */
export function hideToken(text: string, apiToken: string): string {
  return apiToken.length < SHORTEST_TOKEN ? text : text.replaceAll(apiToken, HIDDEN);
}

function secretsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    SECRET_FIELDS.has(name) && typeof field === "string" && field !== "" ? [field] : secretsIn(field),
  );
}
