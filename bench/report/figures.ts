/** The two figures: time and requests against the number of recordings. */

import { CONTENDERS, type Contender } from "../contenders";
import { OPERATIONS, type Operation } from "../operations";
import { type Results, totalOf } from "../results";
import { drawPlot, type Panel } from "./plot";

const X_TITLE = "recordings";

/** Time against the number of recordings, as SVG. */
export function drawTimes(results: Results): string {
  const panels = panelsOf(results, CONTENDERS, (key) => results.seconds(key));
  return drawPlot({ title: "Time of one command (median)", xTitle: X_TITLE, panels, formatY: formatTime });
}

/** Requests against the number of recordings, as SVG; the floor sends none. */
export function drawRequests(results: Results): string {
  const senders = CONTENDERS.filter(({ holdsRecordings }) => holdsRecordings);
  const panels = panelsOf(results, senders, (key) => {
    const requests = results.requests(key);
    return requests && totalOf(requests);
  });
  const formatY = (value: number) => value.toLocaleString("en");
  return drawPlot({ title: "Requests of one command", xTitle: X_TITLE, panels, formatY });
}

type ValueAt = (key: Parameters<Results["seconds"]>[0]) => number | undefined;

function panelsOf({ sizes }: Results, contenders: readonly Contender[], valueAt: ValueAt): Panel[] {
  const seriesOf = ({ name: operation }: Operation, { name: contender, title, colour }: Contender) => {
    const points = sizes.flatMap((size) => {
      const value = valueAt({ contender, operation, size });
      return value === undefined ? [] : { x: size, y: value };
    });
    return { title, colour, points };
  };
  return OPERATIONS.filter(({ only }) => only === undefined)
    .map((operation) => ({
      title: operation.title,
      series: contenders
        .map((contender) => seriesOf(operation, contender))
        .filter(({ points }) => points.length > 0),
    }))
    .filter(({ series }) => series.length > 0);
}

const formatTime = (seconds: number) =>
  seconds === 0 ? "0" : `${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
