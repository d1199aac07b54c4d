/** The query of a list request, and the cutting of a list into pages. */

import type { HonoRequest } from "hono";
import { z } from "zod";
import { RECORDING_STATUSES } from "../model/recording";
import type { Settings } from "../settings";
import { parseOrRefuse } from "./request-bodies";

const wholeNumber = z.string().regex(/^\d+$/, "must be a whole number of at least 0").transform(Number);
const time = z.iso.datetime({ offset: true }).transform((iso) => Date.parse(iso));

const common = {
  page_no: wholeNumber.optional(),
  per_page: wholeNumber.optional(),
  search: z.string().toLowerCase().optional(),
  start_time: time.optional(),
  end_time: time.optional(),
};

const recordingsQuery = z.object({
  ...common,
  meeting_id: z.guid().toLowerCase().optional(),
  expired: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional(),
  sort_by: z.enum(["invokedTime"]).optional(),
  sort_order: z.enum(["ASC", "DESC"]).default("DESC"),
  status: z.array(z.enum(RECORDING_STATUSES)).optional(),
});

const meetingsQuery = z.object({ ...common, status: z.enum(["ACTIVE", "INACTIVE"]).optional() });

/** Query of the list of recordings. */
export type RecordingsQuery = z.output<typeof recordingsQuery>;

/** Query of the list of meetings. */
export type MeetingsQuery = z.output<typeof meetingsQuery>;

/** Reads the query of the list of recordings; the specification writes `status=A,B`, the SDK `status=A&status=B`. */
export function readRecordingsQuery(request: HonoRequest, settings: Settings): RecordingsQuery {
  const statuses = (request.queries("status") ?? []).flatMap((text) => text.split(",")).filter(Boolean);
  const query = { ...givenValues(request), status: statuses.length > 0 ? statuses : undefined };
  return parseOrRefuse(recordingsQuery, query, settings);
}

/** Reads the query of the list of meetings. */
export function readMeetingsQuery(request: HonoRequest, settings: Settings): MeetingsQuery {
  return parseOrRefuse(meetingsQuery, givenValues(request), settings);
}

/** One page of a list and its `paging`. Offsets count from 1, as in the specification's example. */
export function cutPage<T>(
  items: readonly T[],
  query: { page_no?: number | undefined; per_page?: number | undefined },
  settings: Settings,
) {
  // Zero is allowed by the specification without a meaning: it is read as not given.
  const perPage = Math.min(query.per_page || settings.perPageDefault, settings.perPageMax);
  const page = Math.max(0, (query.page_no ?? settings.pageBase) - settings.pageBase);
  const start = page * perPage;
  const shown = items.slice(start, start + perPage);
  const paging = {
    total_count: items.length,
    start_offset: shown.length > 0 ? start + 1 : 0,
    end_offset: shown.length > 0 ? start + shown.length : 0,
  };
  return { shown, paging };
}

/** The specification allows `page_no=` with nothing behind it. */
function givenValues(request: HonoRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(request.query()).filter(([, value]) => value !== ""));
}
