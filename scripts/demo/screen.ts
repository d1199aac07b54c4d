/** Prints for a person: wrapped to the screen's width, coloured where that is wanted, and never silent for long. */

import { styleText } from "node:util";
import { wrap } from "./wrap";

/** What a screen prints to; `process.stdout` is one. */
export interface ScreenStream {
  /** Absent where it is no terminal. */
  readonly columns?: number;
  hasColors?(): boolean;
  write(text: string): unknown;
}

/** Where the demo prints. */
export interface Screen {
  /** Characters a line. */
  readonly width: number;
  /** A line that opens a part. */
  announce(text: string): void;
  /** A command, as a person would type it. */
  command(text: string): void;
  /** Lines that somebody else printed. */
  quote(lines: readonly string[]): void;
  /** What came of it. */
  conclude(text: string): void;
  /** Lines as they are. */
  print(lines: readonly string[]): void;
  /** Says every few seconds that a task is still under way. */
  during<T>(label: string, task: Promise<T>): Promise<T>;
}

/** Under the ten seconds after which a person starts to wonder. */
const SIGN_OF_LIFE_MS = 7_000;
const WIDTH_WITHOUT_TERMINAL = 100;
const MAX_WIDTH = 120;

/** Makes a screen; `NO_COLOR` and a terminal's own abilities decide on colours. */
export function createScreen(stream: ScreenStream, signOfLifeMs = SIGN_OF_LIFE_MS): Screen {
  const width = Math.min(stream.columns || WIDTH_WITHOUT_TERMINAL, MAX_WIDTH);
  const hasColors = stream.hasColors?.() ?? false;
  const paint = (style: "bold" | "cyan" | "dim" | "green", line: string) =>
    hasColors ? styleText(style, line, { validateStream: false }) : line;
  const print = (lines: readonly string[]) => void stream.write(lines.map((line) => `${line}\n`).join(""));
  return {
    width,
    print,
    announce: (text) => print(["", ...wrap(text, width).map((line) => paint("bold", line))]),
    command: (text) => print(wrap(`$ ${text}`, width, "  ").map((line) => paint("cyan", line))),
    quote: (lines) =>
      print(lines.flatMap((line) => wrap(line, width, "  | ")).map((line) => paint("dim", line))),
    conclude: (text) => print(wrap(text, width, "  ").map((line) => paint("green", line))),
    async during(label, task) {
      const startedMs = performance.now();
      const timer = setInterval(() => {
        const seconds = Math.round((performance.now() - startedMs) / 1000);
        print([`  ... ${label} is under way (${seconds} s)`]);
      }, signOfLifeMs);
      try {
        return await task;
      } finally {
        clearInterval(timer);
      }
    },
  };
}
