/** Checks inputs against a table of rules, one row a property, and names every wrong one with what would be right. */

import { z } from "zod";
import { printable } from "../api/printable";
import { isUnknown } from "./unknown";

/** What one property may be. */
export interface Rule {
  readonly schema: z.ZodType;
  /** What would be right, as it reads after "must be". */
  readonly expected: string;
  /** Says how it can be given where it is missing; without this, it may be missing. */
  readonly ifMissing?: string;
  readonly fallback?: string | boolean;
  /** An object whose properties have rows of their own, `path.name`. */
  readonly isGroup?: true;
  /** The value is never shown. */
  readonly isSecret?: true;
  /** What a group's properties must be together; called with the group as it was given. */
  readonly together?: (group: Readonly<Record<string, unknown>>) => InputFailure[];
}

/** The rules of one resource, by path. */
export type Rules = Readonly<Record<string, Rule>>;

/** One wrong property. */
export interface InputFailure {
  /** The property's path, such as `timeouts.create`. */
  readonly property: string;
  /** What is wrong, and what would be right. */
  readonly reason: string;
}

/** What is known after looking at every property. */
export interface Checked {
  /** The inputs, normalised, with defaults; unknown values and hidden properties as they came. */
  readonly inputs: Record<string, unknown>;
  readonly failures: InputFailure[];
}

/** What a resource is called, and what its inputs may be. */
export interface Declarable {
  readonly name: string;
  readonly rules: Rules;
}

type Props = Readonly<Record<string, unknown>>;

/** Texts as messages list them: `"a", "b" or "c"`. */
export const quoted = (values: readonly string[]) =>
  values
    .map((value) => `"${value}"`)
    .join(", ")
    .replace(/, ([^,]*)$/, " or $1");

/** A row for one of some texts. */
export const oneOf = <T extends readonly [string, ...string[]]>(values: T) => ({
  schema: z.enum(values),
  expected: quoted(values),
});

/** A row for an object whose properties have rows of their own. */
export const group = (expected: string) => ({ schema: z.looseObject({}), expected, isGroup: true }) as const;

/**
 * Checks every property against its rule; an unknown value passes and stays as it is.
 *
 * @param sources where a property's value came from, if not from the program; messages name it.
 */
export function checkAgainst(
  resource: Declarable,
  news: Props,
  sources: Readonly<Record<string, string>> = {},
): Checked {
  const entries: [string, unknown][] = [];
  const failures: InputFailure[] = [];
  const topLevel = Object.keys(resource.rules).filter((path) => !path.includes("."));
  for (const name of new Set([...topLevel, ...Object.keys(news)])) {
    const value = Object.hasOwn(news, name) ? news[name] : undefined;
    const checked = checkProperty(resource, asPath(name), value);
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    failures.push(...checked.failures.map((failure) => withSource(failure, source)));
    if (checked.value !== undefined) entries.push([name, checked.value]);
  }
  // Not by assignment: a property named __proto__ would become the prototype of all the others.
  const inputs = Object.fromEntries(entries);
  return { inputs, failures };
}

/** A name with a dot in it is no path: `"timeouts.create"` at the top would else be checked and then be lost. */
const asPath = (name: string) => (name.includes(".") ? `["${name}"]` : name);

function withSource({ property, reason }: InputFailure, source: string | undefined): InputFailure {
  return { property, reason: source ? `${reason} (from ${source})` : reason };
}

interface CheckedProperty {
  readonly value?: unknown;
  readonly failures: InputFailure[];
}

function checkProperty(resource: Declarable, path: string, value: unknown): CheckedProperty {
  if (path.startsWith("__")) return { value, failures: [] };
  const rule = Object.hasOwn(resource.rules, path) ? resource.rules[path] : undefined;
  if (!rule) return { failures: [{ property: path, reason: noInput(resource, path) }] };
  if (value === undefined || value === null) {
    return rule.ifMissing
      ? { failures: [{ property: path, reason: rule.ifMissing }] }
      : { value: rule.fallback, failures: [] };
  }
  if (isUnknown(value) && typeof value !== "object") return { value, failures: [] };
  const parsed = rule.schema.safeParse(value);
  if (!parsed.success) return { failures: [{ property: path, reason: describe(rule, value) }] };
  return rule.isGroup ? checkGroup(resource, path, value as Props) : { value: parsed.data, failures: [] };
}

function checkGroup(resource: Declarable, path: string, value: Props): CheckedProperty {
  const { rules } = resource;
  // A property named __proto__ arrives as the prototype, and isn't one that was given.
  const given = { ...value };
  const isRequired = (row: string) => row.startsWith(`${path}.`) && rules[row]?.ifMissing !== undefined;
  const required = Object.keys(rules)
    .filter(isRequired)
    .map((row) => row.slice(path.length + 1));
  const names = [...new Set([...required.filter((name) => !name.includes(".")), ...Object.keys(given)])];
  const checked = names.map(
    (name) => [name, checkProperty(resource, `${path}.${asPath(name)}`, given[name])] as const,
  );
  const failures = checked.flatMap(([, property]) => property.failures);
  const values = checked.filter(([, property]) => property.value !== undefined);
  const together = failures.length === 0 ? (rules[path]?.together?.(given) ?? []) : [];
  return {
    value: Object.fromEntries(values.map(([name, property]) => [name, property.value])),
    failures: [...failures, ...together],
  };
}

function describe({ expected, isSecret }: Rule, value: unknown): string {
  return isSecret ? `must be ${expected}` : `must be ${expected}, but is ${show(value)}`;
}

/** JSON can't write a bigint, nor what holds itself or is nested too deep. */
function show(value: unknown): string {
  try {
    return printable(JSON.stringify(value) ?? String(value));
  } catch {
    return typeof value === "object" ? "an object that can't be shown" : printable(String(value));
  }
}

/** A name that differs in case or punctuation only is a slip of the hand; others get the whole list. */
function noInput({ name: resource, rules }: Declarable, path: string): string {
  const parentOf = (row: string) => row.slice(0, row.lastIndexOf(".") + 1);
  const bare = (row: string) => row.toLowerCase().replace(/[^a-z.]/g, "");
  const rows = Object.keys(rules);
  const match = rows.find((row) => bare(row) === bare(path));
  const siblings = rows.filter((row) => parentOf(row) === parentOf(path.replace(/\[.*/, "")));
  const hint = match ? `did you mean ${match}?` : `there are ${siblings.join(", ")}`;
  return `is not an input of ${resource}; ${hint}`;
}

/** The values with the defaults of what isn't given. */
export function withDefaults(rules: Rules, values: Props): Record<string, unknown> {
  const isMissing = ([name]: [string, unknown]) => values[name] === undefined || values[name] === null;
  return { ...values, ...Object.fromEntries(Object.entries(defaultsOf(rules)).filter(isMissing)) };
}

/** The values without those that are as they would be if they weren't given. */
export function withoutDefaults(rules: Rules, values: Props): Record<string, unknown> {
  const defaults = defaultsOf(rules);
  const isOwn = ([name, value]: [string, unknown]) =>
    !Object.hasOwn(defaults, name) || defaults[name] !== value;
  return Object.fromEntries(Object.entries(values).filter(isOwn));
}

function defaultsOf(rules: Rules): Record<string, unknown> {
  const rows = Object.entries(rules).filter(
    ([path, { fallback }]) => fallback !== undefined && !path.includes("."),
  );
  return Object.fromEntries(rows.map(([name, { fallback }]) => [name, fallback]));
}
