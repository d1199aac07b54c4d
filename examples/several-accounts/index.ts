/** Holds the recordings of several Cloudflare accounts, each with a token of its own. */

import { Config } from "@pulumi/pulumi";
import { Provider, Recording, type RecordingArgs } from "pulumi-realtimekit";

interface Account {
  accountId: string;
  appId: string;
  recordings: Record<string, RecordingArgs>;
}

const config = new Config();
const accounts = config.requireObject<Record<string, Account>>("accounts");

/** Each recording's status, by account and name. */
export const status = Object.fromEntries(
  Object.entries(accounts).map(([name, { accountId, appId, recordings }]) => {
    // Such as europeToken.
    const apiToken = config.requireSecret(`${name}Token`);
    const provider = new Provider(name, { apiToken, accountId, appId });
    const held = Object.entries(recordings).map(([room, args]) => {
      return [room, new Recording(`${name}-${room}`, args, { provider }).status];
    });
    return [name, Object.fromEntries(held)];
  }),
);
