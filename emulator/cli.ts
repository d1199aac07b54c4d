/** `npm run emulator`: the emulator's command, from the source. */

import { runEmulator } from "./command";

void runEmulator(process.argv.slice(2), "npm run emulator --").then((exitCode) => {
  if (exitCode !== undefined) process.exitCode = exitCode;
});
