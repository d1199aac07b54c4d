/** Ids that try to leave their place: a path, a header, a line, a screen, or the memory. */

const UUID = "97440c6a-140b-40a9-9499-b23fd7a3868a";

/** By what they have. */
export const HOSTILE_IDS: Readonly<Record<string, string>> = {
  "a dot": ".",
  "two dots": "..",
  "two encoded dots": "%2e%2e",
  "a way up": "../../../../user/tokens",
  "a way up behind an id": `${UUID}/../../tokens`,
  "an encoded way up": `${UUID}%2f..%2f..`,
  "a slash at its end": `${UUID}/`,
  "a backslash": `..\\${UUID}`,
  "a query": `${UUID}?action=stop`,
  "a fragment": `${UUID}#`,
  "another host": "//evil.example/",
  "an address": `https://evil.example/${UUID}`,
  "a line break": `${UUID}\n`,
  "another header": `${UUID}\r\nX-Admin: 1`,
  "an encoded line break": `${UUID}%0d%0aX-Admin:%201`,
  "a null": `${UUID}\0`,
  "a terminal escape": `\u001b[2J${UUID}`,
  "a mark that reorders": `\u202e${UUID}`,
  "space around it": ` ${UUID} `,
  "digits of another script": UUID.replace("9", "\uff19"),
  "a prototype's name": "__proto__",
  "half a character": "\ud800",
  "10 MB": "9".repeat(10_000_000),
  "a long way up": `${UUID}${"/..".repeat(300_000)}`,
};
