/**
 * Run by tests as a process of its own, since some settings are read at its start only: reads one recording from
 * each base URL that it is given, and prints a line of JSON for each.
 */

import { createClient } from "../../provider/api/client";
import { deadlineIn, systemClock } from "../../provider/api/clock";
import { createDispatcher } from "../../provider/api/endpoint";
import { Pacer } from "../../provider/api/pacer";
import { IDENTITY, TOKEN, TOKEN_SOURCE } from "./kit";

async function readFrom(baseUrl: string): Promise<unknown> {
  const connection = {
    baseUrl,
    apiToken: TOKEN,
    tokenSource: TOKEN_SOURCE,
    dispatcher: createDispatcher(baseUrl),
  };
  const client = createClient({ connection, pacer: new Pacer(systemClock), clock: systemClock });
  const options = { deadline: deadlineIn(5_000, systemClock), notify: () => {} };
  return await client.getRecording(IDENTITY, options).catch((error: Error) => error.message);
}

async function readAll(baseUrls: readonly string[]): Promise<void> {
  for (const baseUrl of baseUrls) console.log(JSON.stringify(await readFrom(baseUrl)));
}

void readAll(process.argv.slice(2));
