/** Reads a Markdown page: its code blocks, its links, and the anchors that others may link to. */

import { readFileSync } from "node:fs";
import MarkdownIt from "markdown-it";

type Token = ReturnType<MarkdownIt["parse"]>[number];

/** A fenced block of code. */
export interface Block {
  readonly page: string;
  /** The line of its opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The heading above it. */
  readonly heading: string;
}

/** A link or a picture. */
export interface Link {
  readonly page: string;
  readonly line: number;
  readonly target: string;
}

/** A page, as far as it is checked. */
export interface Page {
  readonly path: string;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
  readonly anchors: ReadonlySet<string>;
}

const markdown = new MarkdownIt({ html: true });

/** Reads the page at a path that is relative to the repository. */
export async function readPage(path: string): Promise<Page> {
  const { default: Slugger } = await import("github-slugger");
  const slugger = new Slugger();
  const tokens = markdown.parse(readFileSync(path, "utf8"), {});
  return {
    path,
    blocks: blocksOf(tokens, path),
    links: linksOf(tokens, path),
    anchors: anchorsOf(tokens, (heading) => slugger.slug(heading)),
  };
}

function blocksOf(tokens: readonly Token[], page: string): Block[] {
  let heading = "";
  return tokens.flatMap((token, index) => {
    if (token.type === "heading_open") heading = textOf(tokens[index + 1]);
    if (token.type !== "fence" && token.type !== "code_block") return [];
    return [{ page, line: lineOf(token), language: token.info.trim(), text: token.content, heading }];
  });
}

function linksOf(tokens: readonly Token[], page: string): Link[] {
  const line = { current: 1 };
  return tokens.flatMap((token) => {
    if (token.map) line.current = lineOf(token);
    return (token.children ?? [])
      .map((child) => child.attrGet("href") ?? child.attrGet("src"))
      .filter((target) => target !== null)
      .map((target) => ({ page, line: line.current, target }));
  });
}

function anchorsOf(tokens: readonly Token[], slug: (heading: string) => string): Set<string> {
  const isHeading = (_: Token, index: number) => tokens[index - 1]?.type === "heading_open";
  return new Set(tokens.filter(isHeading).map((token) => slug(textOf(token))));
}

function textOf(token: Token | undefined): string {
  return (token?.children ?? []).map(({ content }) => content).join("");
}

function lineOf({ map }: Token): number {
  return (map?.[0] ?? 0) + 1;
}
