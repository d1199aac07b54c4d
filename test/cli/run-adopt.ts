/** Runs the built command against an emulator, as a person does. */

import path from "node:path";
import { DEFAULT_ACCOUNT_ID, DEFAULT_APP_ID, type Emulator } from "../../emulator";
import { readChild } from "../../scripts/engine/child";

/** The command, as it was built. */
export const ADOPT = path.resolve("dist/cli/index.js");

/** Runs `pulumi-realtimekit adopt`; an empty variable counts as none. */
export function adopt({ baseUrl }: Emulator, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const usual = {
    CLOUDFLARE_API_TOKEN: "token-of-the-cli-tests",
    CLOUDFLARE_ACCOUNT_ID: DEFAULT_ACCOUNT_ID,
    REALTIMEKIT_APP_ID: DEFAULT_APP_ID,
    CLOUDFLARE_BASE_URL: baseUrl,
  };
  return readChild(process.execPath, [ADOPT, "adopt", ...args], {
    cwd: path.resolve(),
    env: { ...process.env, ...usual, ...env },
  });
}
