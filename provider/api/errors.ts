/** What can go wrong between this provider and the API, one class for each thing a caller does differently. */

import { withoutControls } from "./printable";

/** What an error is made from besides its text. */
export interface RealtimeKitErrorOptions extends ErrorOptions {
  /** What to do about it: whole sentences. */
  readonly nextStep?: string | undefined;
}

/** Base of every error that a user may meet; its name opens its message, so that scripts can match it. */
export abstract class RealtimeKitError extends Error {
  readonly #fact: string;
  constructor(name: string, text: string, { nextStep, ...options }: RealtimeKitErrorOptions = {}) {
    // A status, a time or a reason in it may come from the API.
    const fact = `${name}: ${withoutControls(text)}`;
    super(nextStep ? `${fact}. ${nextStep}` : fact, options);
    this.name = name;
    this.#fact = fact;
  }

  /** What happened, without what to do about it: for a message that quotes this one and has advice of its own. */
  get fact(): string {
    return this.#fact;
  }
}

/** What was asked of the API, as messages give it. */
export interface RequestLine {
  readonly method: string;
  /** Path below the base URL, without query. */
  readonly path: string;
}

/** What the API said when it refused. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** The envelope's own code: the HTTP status again, or one of Cloudflare's four- and five-digit codes. */
  readonly code?: number | undefined;
  /** The envelope's message, printable. */
  readonly message: string;
  /** Cloudflare's id of the request (`cf-ray`), which its support asks for. */
  readonly rayId?: string | undefined;
}

/** One line with everything that a refusal says: `HTTP 400: text (code 400, Ray ID …)`. */
export function describeRefusal({ status, code, message, rayId }: Refusal): string {
  const details = [
    code !== undefined && code !== status && `code ${code}`,
    rayId && `Ray ID ${rayId}`,
  ].filter(Boolean);
  return `HTTP ${status}: ${message}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
}

/** The API answered with an error that no other class here stands for. */
export class ApiError extends RealtimeKitError {
  readonly refusal: Refusal;
  constructor(request: RequestLine, refusal: Refusal) {
    super("ApiError", `${request.method} ${request.path} was answered with ${describeRefusal(refusal)}`, {
      nextStep: refusal.status >= 500 ? "That is the API's own trouble: run it again later." : undefined,
    });
    this.refusal = refusal;
  }
}

/** The API has no such recording: the only answer that means "gone". */
export class NotFoundError extends RealtimeKitError {
  readonly refusal: Refusal;
  constructor(request: RequestLine, refusal: Refusal) {
    super("NotFoundError", `${request.method} ${request.path} was answered with ${describeRefusal(refusal)}`);
    this.refusal = refusal;
  }
}

/** The token is wrong (401) or lacks the permission (403). */
export class AuthenticationError extends RealtimeKitError {
  readonly refusal: Refusal;
  constructor(tokenSource: string, refusal: Refusal) {
    super(
      "AuthenticationError",
      `Cloudflare refused the API token from ${tokenSource} (${describeRefusal(refusal)}). The token needs the ` +
        `permission "Realtime" or "Realtime Admin" on this account. If the token was replaced lately, ` +
        `"pulumi refresh" and "pulumi destroy" still use the one in the state: add --run-program.`,
    );
    this.refusal = refusal;
  }
}

/** The API's request budget is used up, for longer than the operation may wait. */
export class RateLimitedError extends RealtimeKitError {
  /** Milliseconds until requests are answered again. */
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super(
      "RateLimitedError",
      `Cloudflare's request limit is used up for another ${Math.ceil(retryAfterMs / 1000)}s, which is longer than this ` +
        `operation may still take. Run it again after that, or give it more time with the "timeouts" input.`,
    );
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer, or not a whole one: whether the request had its effect is unknown. */
export class ConnectionError extends RealtimeKitError {
  constructor(request: RequestLine, reason: string, options: RealtimeKitErrorOptions = {}) {
    super("ConnectionError", `${request.method} ${request.path} got no complete answer: ${reason}`, {
      nextStep: "Check the network, and the proxies on the way to the API, and run it again.",
      ...options,
    });
  }
}

/** The operation's time was over before the request could be sent, so that it certainly had no effect. */
export class NotSentError extends ConnectionError {
  constructor(request: RequestLine) {
    super(request, "the operation's time was over before it could be sent", {
      nextStep: 'Run it again, or give it longer with the "timeouts" input.',
    });
  }
}

/** The server's certificate is not one to trust; nothing was sent. */
export class CertificateError extends RealtimeKitError {
  constructor(host: string, reason: string, cause?: unknown) {
    super(
      "CertificateError",
      `the certificate of ${host} is not trusted (${reason}), so nothing was sent. Behind a company proxy, ` +
        `point NODE_EXTRA_CA_CERTS to its certificate authority.`,
      { cause },
    );
  }
}

/** An answer that is not the API's: a redirect, a page of HTML, JSON of another shape. */
export class InvalidResponseError extends RealtimeKitError {
  /** True when the same read may well be answered properly the next time. */
  readonly isPassing: boolean;
  constructor(request: RequestLine, reason: string, isPassing: boolean) {
    super("InvalidResponseError", `${request.method} ${request.path} was answered with ${reason}`, {
      nextStep: "Check the base URL, and the proxies on the way to the API.",
    });
    this.isPassing = isPassing;
  }
}

/** Internal: one request was answered with 429; the client waits and tries again. */
export class TooManyRequests extends RealtimeKitError {
  readonly retryAfterMs: number | undefined;
  constructor(request: RequestLine, retryAfterMs: number | undefined) {
    super("TooManyRequests", `${request.method} ${request.path} was answered with HTTP 429`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The operation was ended from outside before it was done: by Ctrl-C, or because Pulumi's engine is gone. */
export class InterruptedError extends RealtimeKitError {
  /** @param done what had been done until then, without its full stop. */
  constructor(done?: string) {
    super(
      "InterruptedError",
      `pulumi was interrupted before this was done${done ? `: ${done}` : ""}. Run it again to go on from there.`,
    );
  }
}

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 425]);

/** True for an answer after which the same read may succeed: dropped, truncated, 5xx. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ConnectionError) return true;
  if (error instanceof InvalidResponseError) return error.isPassing;
  return (
    error instanceof ApiError && (error.refusal.status >= 500 || TRANSIENT_STATUSES.has(error.refusal.status))
  );
}

/** True when the API understood an action and declined it, so that it certainly had no effect. */
export function isRefusedAction(error: unknown): error is ApiError {
  return error instanceof ApiError && !isTransient(error);
}
