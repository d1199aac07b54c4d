#!/usr/bin/env node
/** The command `pulumi-realtimekit`: finds the command that is asked for, and loads no other. */

import path from "node:path";
import { printable } from "../api/printable";

const HELP = `Usage: pulumi-realtimekit <command> [options]

  adopt     prints declarations for the recordings that already run
  emulator  serves an API like RealtimeKit's on this machine, for trials and tests

What a command takes, it says itself: pulumi-realtimekit <command> --help
`;

/** Resolves with an exit code, or with `undefined` where the command goes on. */
type Command = (args: string[]) => Promise<number | undefined>;

const COMMANDS: Readonly<Record<string, () => Command>> = {
  adopt: () => {
    const { runAdopt } = require("./adopt-command") as typeof import("./adopt-command");
    return runAdopt;
  },
  emulator: () => {
    // Bundled from sources that are none of the provider's: there is no import to check the path.
    const { runEmulator } = require(path.join(__dirname, "../emulator/command.js")) as {
      runEmulator: (args: string[], command: string) => ReturnType<Command>;
    };
    return (args) => runEmulator(args, "npx pulumi-realtimekit emulator");
  },
};

async function main([name, ...args]: string[]): Promise<number | undefined> {
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load) return load()(args);
  if (name === undefined || name === "--help") {
    process.stdout.write(HELP);
    return 0;
  }
  process.stderr.write(`There is no command ${JSON.stringify(printable(name))}.\n\n${HELP}`);
  return 2;
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    if (exitCode !== undefined) process.exitCode = exitCode;
  },
  (error) => {
    console.error(error);
    process.exitCode = 70;
  },
);
