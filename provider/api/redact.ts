/** Takes credentials that a request carried out of what its answer says about them. */

/** The request fields whose values nobody may see; source: the API's specification of the storage and RTMP targets. */
const SECRET_FIELDS: ReadonlySet<string> = new Set([
  "access_key",
  "secret",
  "password",
  "private_key",
  "rtmp_url",
]);

/** The text with every secret of the request's body replaced. */
export function redact(text: string, body: unknown): string {
  return secretsIn(body).reduce((rest, secret) => rest.replaceAll(secret, "[hidden]"), text);
}

function secretsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    SECRET_FIELDS.has(name) && typeof field === "string" && field !== "" ? [field] : secretsIn(field),
  );
}
