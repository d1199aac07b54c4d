/** Writes SVG elements as text. */

/** Attributes of an element; numbers are written with at most one decimal. */
export type Attributes = Readonly<Record<string, string | number>>;

/** One element with what is in it: text that is escaped, or elements. */
export function element(
  name: string,
  attributes: Attributes,
  content: string | readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(format(value))}"`);
  const inside = typeof content === "string" ? escapeXml(content) : content.join("\n");
  const [open, close] = typeof content === "string" || content.length === 0 ? ["", ""] : ["\n", "\n"];
  return inside === ""
    ? `<${name}${written.join("")}/>`
    : `<${name}${written.join("")}>${open}${inside}${close}</${name}>`;
}

const format = (value: string | number) =>
  typeof value === "number" ? String(Math.round(value * 10) / 10) : value;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
