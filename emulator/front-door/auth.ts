/** Cloudflare's front door: who asks, and for which account. */

import { type ApiError, frontDoorError } from "../errors";
import { ACCEPTED_PERMISSIONS, type Settings } from "../settings";

const BEARER = /^Bearer (\S+)$/i;
const COULD_BE_ACCOUNT = /^[0-9a-z_-]{1,32}$/i;

/** Refuses what Cloudflare would refuse; returns without a word when the request may pass. */
export function checkAccess(
  request: { authorization: string | undefined; path: string },
  settings: Settings,
) {
  const token = BEARER.exec(request.authorization ?? "")?.[1];
  if (token === undefined) throw malformedHeader();
  const accepted = settings.tokens.find((candidate) => candidate.token === token);
  if (settings.tokens.length > 0 && !accepted) throw authenticationError(settings.wrongTokenStatus);
  const accountId = /^\/client\/v4\/accounts\/([^/]+)/.exec(request.path)?.[1];
  if (accountId !== undefined) checkAccount(accountId, request.path, settings);
  const accounts = accepted?.accounts;
  if (accounts && accountId !== undefined && !accounts.includes(accountId)) throw authenticationError(403);
  const permissions = accepted?.permissions;
  if (permissions && !permissions.some((name) => ACCEPTED_PERMISSIONS.includes(name))) {
    throw authenticationError(403);
  }
}

/** What Cloudflare answers to a path, or to an account, that it does not know. */
export function unknownRoute(path: string): ApiError {
  const route = path.replace(/^\/client\/v4/, "");
  return frontDoorError(404, 7003, `Could not route to ${route}, perhaps your object identifier is invalid?`);
}

function checkAccount(accountId: string, path: string, settings: Settings): void {
  const known = settings.accounts ? settings.accounts.includes(accountId) : COULD_BE_ACCOUNT.test(accountId);
  if (!known) throw unknownRoute(path);
}

function malformedHeader(): ApiError {
  const chain = [{ code: 6111, message: "Invalid format for Authorization header" }];
  return frontDoorError(400, 6003, "Invalid request headers", chain);
}

function authenticationError(status: number): ApiError {
  return frontDoorError(status, 10000, "Authentication error");
}
