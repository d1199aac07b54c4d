/** Draws small multiples: a panel per operation, a line per contender, linear axes, names at the lines' ends. */

import { roundTicks, spread, thinOut } from "./scale";
import { element } from "./svg";

/** A contender's line. */
export interface Series {
  readonly title: string;
  readonly colour: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** One of the small plots. */
export interface Panel {
  readonly title: string;
  readonly series: readonly Series[];
}

/** All of them, with what their axes are. */
export interface Plot {
  readonly title: string;
  readonly xTitle: string;
  readonly panels: readonly Panel[];
  formatY(value: number): string;
}

const COLUMNS = 2;
const PANEL = { width: 480, height: 220 };
const HEAD = 36;
/** Where the axes stand in a panel. */
const AREA = { left: 56, right: 330, top: 30, bottom: 176 };
const LABEL_GAP = 13;
const TICK_GAP = 30;
// Grey that can be read on white and on black: the page's colour isn't known to a picture.
const INK = "#7d8590";
const FONT = { "font-family": "system-ui, sans-serif", "font-size": 11, fill: INK };

/** The whole picture. */
export function drawPlot(plot: Plot): string {
  const width = COLUMNS * PANEL.width;
  const height = HEAD + Math.ceil(plot.panels.length / COLUMNS) * PANEL.height;
  const head = element("text", { x: 16, y: 22, "font-size": 15, "font-weight": 600 }, plot.title);
  const panels = plot.panels.map((panel, index) => {
    const x = (index % COLUMNS) * PANEL.width;
    const y = HEAD + Math.floor(index / COLUMNS) * PANEL.height;
    return element("g", { transform: `translate(${x} ${y})` }, drawPanel(panel, plot));
  });
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const root = { xmlns: "http://www.w3.org/2000/svg", ...size, ...FONT, role: "img" };
  return `${element("svg", root, [element("title", {}, plot.title), head, ...panels])}\n`;
}

interface Scales {
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly toX: (value: number) => number;
  readonly toY: (value: number) => number;
}

function drawPanel(panel: Panel, plot: Plot): string[] {
  const scales = scale(panel);
  return [
    element("text", { x: AREA.left, y: 16, "font-size": 13, "font-weight": 600 }, panel.title),
    ...drawAxes(scales, plot),
    // The first lies on top of the others.
    ...panel.series.toReversed().map((series) => drawLine(series, scales)),
    ...drawLabels(panel, scales, plot),
  ];
}

function scale({ series }: Panel): Scales {
  const points = series.flatMap((line) => line.points);
  const widest = Math.max(1, ...points.map(({ x }) => x));
  const yTicks = roundTicks(Math.max(0, ...points.map(({ y }) => y)));
  const highest = yTicks.at(-1) ?? 1;
  const toX = (value: number) => AREA.left + (value / widest) * (AREA.right - AREA.left);
  const toY = (value: number) => AREA.bottom - (value / highest) * (AREA.bottom - AREA.top);
  const measured = [...new Set([0, ...points.map(({ x }) => x)])];
  return { xTicks: thinOut(measured, (TICK_GAP * widest) / (AREA.right - AREA.left)), yTicks, toX, toY };
}

function drawAxes({ xTicks, yTicks, toX, toY }: Scales, { xTitle, formatY }: Plot): string[] {
  const { left: x1, right: x2, bottom } = AREA;
  const stroke = { stroke: INK, "stroke-width": 1 };
  return [
    ...yTicks.flatMap((tick) => [
      element("line", {
        x1,
        x2,
        y1: toY(tick),
        y2: toY(tick),
        ...stroke,
        "stroke-opacity": tick ? "0.25" : "1",
      }),
      element("text", { x: x1 - 6, y: toY(tick) + 4, "text-anchor": "end" }, formatY(tick)),
    ]),
    ...xTicks.flatMap((tick) => [
      element("line", { x1: toX(tick), x2: toX(tick), y1: bottom, y2: bottom + 4, ...stroke }),
      element("text", { x: toX(tick), y: bottom + 17, "text-anchor": "middle" }, tick.toLocaleString("en")),
    ]),
    element("text", { x: (x1 + x2) / 2, y: bottom + 32, "text-anchor": "middle" }, xTitle),
  ];
}

function drawLine({ colour, points }: Series, { toX, toY }: Scales): string {
  const places = points.map(({ x, y }) => `${toX(x).toFixed(1)},${toY(y).toFixed(1)}`);
  const line = { points: places.join(" "), fill: "none", stroke: colour, "stroke-width": 2 };
  const dots = points.map(({ x, y }) => element("circle", { cx: toX(x), cy: toY(y), r: 2.5, fill: colour }));
  return element("g", {}, [element("polyline", line), ...dots]);
}

/** A line's name and last value stand at its end; lines that end close to each other have theirs moved apart. */
function drawLabels({ series }: Panel, { toX, toY }: Scales, { formatY }: Plot): string[] {
  const ends = series.flatMap(({ title, colour, points }) => {
    const last = points.at(-1);
    return last ? [{ text: `${title} ${formatY(last.y)}`, colour, x: toX(last.x), y: toY(last.y) }] : [];
  });
  const heights = spread(
    ends.map(({ y }) => y),
    LABEL_GAP,
    AREA.bottom,
  );
  return ends.map(({ text, colour, x }, index) =>
    element("text", { x: x + 8, y: (heights[index] ?? 0) + 4, fill: colour, "font-weight": 600 }, text),
  );
}
