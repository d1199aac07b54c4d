/** Reads every page of a list, whatever page size the server grants and whichever number its first page has. */

import { z } from "zod";
import { ApiError } from "./errors";
import type { CallOptions, Line } from "./requests";
import { type ListItem, listItemSchema } from "./wire";

/** More than a page of real recordings can hold; a list of millions of nothings would take half a minute to look at. */
const MAX_ITEMS = 25_000;

const item = listItemSchema.nullable().catch(null);

/** One page; an item that is no recording is null rather than failing the list. */
export const pageSchema = z.object({
  data: z
    .array(z.unknown())
    .max(MAX_ITEMS)
    .transform((items) => items.map((value) => item.parse(value))),
  paging: z
    .object({ total_count: z.number().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** One page, as the server answers it. */
export type Page = z.infer<typeof pageSchema>;

type ListLine = Pick<Line, "path"> & { readonly query: Record<string, string> };

/** Reads one page. */
export type PageReader = (line: ListLine, options: CallOptions) => Promise<Page>;

/** How a list is read page by page. */
export interface ListOptions extends CallOptions {
  /** How many pages after the first may be asked for at once; default 1, so that none is read in vain. */
  readonly pagesAtOnce?: number;
}

/** The page size that the server takes: found out by the first list, for all that come after it. */
export class PageSize {
  #toTry = PAGE_SIZES;

  /** The largest first; only one where a size was granted. */
  get toTry(): readonly (string | undefined)[] {
    return this.#toTry;
  }

  noteGranted(size: string | undefined): void {
    this.#toTry = [size];
  }
}

/** Where pages come from, and what is known of the server that they come from. */
export interface PageSource {
  readonly read: PageReader;
  readonly pageSize: PageSize;
}

/** What one page adds to those before it. */
export interface ListPart {
  /** The page's recordings that no page before it had. */
  readonly items: readonly ListItem[];
  /** False where an item is no recording, or can't be told to be one. */
  readonly isReadable: boolean;
  /** How many pages there are, as far as the server tells; it changes while a list does. */
  readonly pageCount: number | undefined;
  /** How many recordings there are in all, as far as the server tells. */
  readonly total: number | undefined;
}

/** What is asked for, as long as it is refused; how many come is the server's choice, and all of it in the end. */
const PAGE_SIZES: readonly (string | undefined)[] = ["1000", "100", undefined];
/** More pages than any app has; ends a list that never does. */
const MAX_PAGES = 10_000;

/**
 * All recordings of a list, each once, page by page. The specification doesn't say whether pages count from 0 or
 * from 1: the first one is asked for without a number, then 2 and on, and where recordings are missing at the end,
 * number 1, which is the second page where they count from 0.
 */
export async function* listPages(
  source: PageSource,
  line: ListLine,
  options: ListOptions,
): AsyncGenerator<ListPart> {
  const list = new List(source, line, options);
  const first = await list.readFirst();
  yield first;
  if (first.items.length === 0) return;
  const atOnce = options.pagesAtOnce ?? 1;
  for (let pageNo = 2; pageNo <= MAX_PAGES && !list.isWhole; ) {
    const last = Math.max(pageNo, Math.min(pageNo + atOnce - 1, list.pageCount ?? pageNo));
    const parts = await list.readMany(pageNo, last);
    yield* parts;
    pageNo = last + 1;
    // Nothing new: the end, or a server that answers every page number with the same page.
    if (parts.at(-1)?.items.length === 0) break;
  }
  if (!list.isWhole) yield await list.readSecondOfZero();
}

/** A list as far as it is read. */
class List {
  readonly #seen = new Set<string>();
  #total = Number.POSITIVE_INFINITY;
  /** What a page holds; until the first one is there, nobody knows. */
  #pageSize = 0;
  /** What the first page was granted; pages of another size would leave gaps. */
  #perPage: string | undefined;

  constructor(
    private readonly source: PageSource,
    private readonly line: ListLine,
    private readonly options: CallOptions,
  ) {}

  get isWhole(): boolean {
    return this.#seen.size >= this.#total;
  }

  get pageCount(): number | undefined {
    if (!Number.isFinite(this.#total)) return undefined;
    return this.#pageSize === 0 ? 1 : Math.ceil(this.#total / this.#pageSize);
  }

  /** A server that finds the page too large says 400 or 422, as it does where something else is wrong. */
  async readFirst(sizes = this.source.pageSize.toTry): Promise<ListPart> {
    const [size, ...smaller] = sizes;
    this.#perPage = size;
    try {
      const page = await this.#ask(undefined);
      this.source.pageSize.noteGranted(size);
      return this.#add(page);
    } catch (error) {
      if (!isBadRequest(error) || smaller.length === 0) throw error;
      return await this.readFirst(smaller);
    }
  }

  /** Several pages at once, added in their order. */
  async readMany(from: number, to: number): Promise<ListPart[]> {
    const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const pages = await Promise.all(numbers.map((pageNo) => this.#ask(pageNo)));
    return pages.map((page) => this.#add(page));
  }

  async readSecondOfZero(): Promise<ListPart> {
    try {
      return this.#add(await this.#ask(1));
    } catch (error) {
      // The list got shorter while it was read.
      if (isBadRequest(error))
        return { items: [], isReadable: true, pageCount: this.pageCount, total: undefined };
      throw error;
    }
  }

  #add({ data, paging }: Page): ListPart {
    this.#total = paging?.total_count ?? this.#total;
    this.#pageSize = Math.max(this.#pageSize, data.length);
    const items: ListItem[] = [];
    for (const item of data) {
      if (!item || this.#seen.has(item.recording.recordingId)) continue;
      this.#seen.add(item.recording.recordingId);
      items.push(item);
    }
    const total = paging?.total_count ?? undefined;
    return { items, isReadable: !data.includes(null), pageCount: this.pageCount, total };
  }

  async #ask(pageNo: number | undefined): Promise<Page> {
    const query = {
      ...this.line.query,
      ...(pageNo === undefined ? {} : { page_no: String(pageNo) }),
      ...(this.#perPage === undefined ? {} : { per_page: this.#perPage }),
    };
    return await this.source.read({ ...this.line, query }, this.options);
  }
}

function isBadRequest(error: unknown): boolean {
  return error instanceof ApiError && (error.refusal.status === 400 || error.refusal.status === 422);
}
