/** Checks that links lead to files of this repository, and to headings in them; others' sites are not asked. */

import { existsSync } from "node:fs";
import path from "node:path";
import { type Outcome, outcome } from "./outcome";
import { type Link, type Page, readPage } from "./page";

const ELSEWHERE = /^[a-z][a-z+.-]*:/i;

/** One outcome for each link that leads to somewhere in this repository. */
export async function checkLinks(pages: readonly Page[]): Promise<Outcome[]> {
  const known = new Map(pages.map((page) => [page.path, page]));
  const links = pages.flatMap((page) => page.links).filter(({ target }) => !ELSEWHERE.test(target));
  return await Promise.all(links.map(async (link) => outcome(link, await problemOf(link, known))));
}

async function problemOf(link: Link, known: ReadonlyMap<string, Page>): Promise<string | undefined> {
  const [file = "", anchor] = decodeURI(link.target).split("#");
  const target = file ? path.posix.join(path.posix.dirname(link.page), file) : link.page;
  if (target.startsWith("..")) return `${link.target} leads out of the repository`;
  if (!existsSync(target)) return `${link.target}: there is no ${target}`;
  if (anchor === undefined || !target.endsWith(".md")) return undefined;
  const { anchors } = known.get(target) ?? (await readPage(target));
  return anchors.has(anchor) ? undefined : `${link.target}: ${target} has no such heading`;
}
