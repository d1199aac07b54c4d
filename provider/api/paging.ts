/** Reads every page of a list, whatever page size the server grants and whichever number its first page has. */

import { z } from "zod";
import { ApiError, InvalidResponseError } from "./errors";
import type { CallOptions, Line } from "./requests";
import { type ObservedRecording, recordingSchema } from "./wire";

/** One page; an item that is no recording is left out rather than failing the list. */
export const pageSchema = z.object({
  data: z.array(recordingSchema.nullable().catch(null)),
  paging: z.object({ total_count: z.number() }).nullish().catch(undefined),
});

/** One page of recordings. */
export type Page = z.infer<typeof pageSchema>;

type ListLine = Pick<Line, "path"> & { readonly query: Record<string, string> };

/** How a list is read. */
export interface ListOptions extends CallOptions {
  /**
   * An item that is no recording is an error: for those who decide by what isn't in the list. Such an item may stand
   * for the one that is looked for. Default: it is left out.
   */
  readonly isStrict?: boolean;
}

/** Reads one page. */
export type PageReader = (line: ListLine, options: CallOptions) => Promise<Page>;

/** What is asked for; how many come is the server's choice. */
const PAGE_SIZE = 1_000;
/** More pages than any app has; ends a list that never does. */
const MAX_PAGES = 10_000;

/**
 * All recordings of a list, each once. The specification doesn't say whether pages count from 0 or from 1: page 1
 * comes first, and where recordings are missing at the end, or it isn't told how many there are, page 0 is read too.
 */
export async function* listAll(
  read: PageReader,
  line: ListLine,
  options: ListOptions,
): AsyncGenerator<ObservedRecording> {
  const seen = new Set<string>();
  let total = Number.POSITIVE_INFINITY;
  for (let pageNo = 1; pageNo <= MAX_PAGES && seen.size < total; pageNo++) {
    const { data, paging } = await readPage(read, line, { pageNo, options });
    total = paging?.total_count ?? total;
    const seenBefore = seen.size;
    yield* unseen(data, seen);
    // Nothing new: the end, or a server that answers every page number with the same page.
    if (seen.size === seenBefore) break;
  }
  if (seen.size < total) {
    yield* unseen(await firstOfZero(read, line, options), seen);
  }
}

interface PageCall {
  readonly pageNo: number;
  readonly options: ListOptions;
}

async function readPage(read: PageReader, line: ListLine, call: PageCall): Promise<Page> {
  const page = await readSized(read, line, call);
  if (call.options.isStrict && page.data.includes(null))
    throw new InvalidResponseError(
      { method: "GET", ...line },
      "a list with an item that is no recording",
      true,
    );
  return page;
}

/** A server that finds the page too large says 400 or 422; it is then asked for its own size. */
async function readSized(read: PageReader, line: ListLine, { pageNo, options }: PageCall): Promise<Page> {
  const query = { ...line.query, page_no: String(pageNo) };
  try {
    return await read({ ...line, query: { ...query, per_page: String(PAGE_SIZE) } }, options);
  } catch (error) {
    if (!isBadRequest(error)) throw error;
    return await read({ ...line, query }, options);
  }
}

async function firstOfZero(read: PageReader, line: ListLine, options: ListOptions): Promise<Page["data"]> {
  try {
    return (await readPage(read, line, { pageNo: 0, options })).data;
  } catch (error) {
    // Pages count from 1, and the list got shorter while it was read.
    if (isBadRequest(error)) return [];
    throw error;
  }
}

function* unseen(data: Page["data"], seen: Set<string>): Generator<ObservedRecording> {
  for (const recording of data) {
    if (!recording || seen.has(recording.recordingId)) continue;
    seen.add(recording.recordingId);
    yield recording;
  }
}

function isBadRequest(error: unknown): boolean {
  return error instanceof ApiError && (error.refusal.status === 400 || error.refusal.status === 422);
}
