/** Sends one HTTP request and turns its answer into an envelope's data or a named error; it never repeats one. */

import type { Dispatcher } from "undici";
import { readBounded } from "./bounded-body";
import {
  ApiError,
  AuthenticationError,
  CertificateError,
  ConnectionError,
  InterruptedError,
  InvalidResponseError,
  NotFoundError,
  type Refusal,
  type RequestLine,
  TooManyRequests,
} from "./errors";
import { printable } from "./printable";
import type { Headers } from "./rate-limit";
import { hideToken, redact } from "./redact";
import { retryAfterMs } from "./retry-after";
import { limitTime } from "./time-limit";
import { loadUndici } from "./undici";
import { type Envelope, envelopeSchema } from "./wire";

/** The connection to one API with one token. */
export interface Connection {
  /** Base URL without a trailing slash. */
  readonly baseUrl: string;
  readonly apiToken: string;
  /** Where the token came from, as messages say it; never the token. */
  readonly tokenSource: string;
  readonly dispatcher: Dispatcher;
}

/** One request. */
export interface ApiRequest extends RequestLine {
  readonly query?: Record<string, string | number>;
  readonly body?: unknown;
  /** Ends the request; its reason decides nothing, the error says "no answer within …". */
  readonly timeoutMs: number;
  /** Called with the headers as soon as they are there, whatever becomes of the body. */
  readonly onAnswer?: (headers: Headers) => void;
  /** Ends the request before its time; an {@link InterruptedError} as its reason is what the caller gets. */
  readonly signal?: AbortSignal | undefined;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly rayId: string | undefined;
}

const { version } = require("../../package.json") as { version: string };

/** What OpenSSL and Node call a certificate that doesn't hold; source: Node's list of "X509 certificate error codes", and undici for a proxy's own. */
const CERTIFICATE_CODES =
  /CERT|CRL|VERIFY_LEAF|ISSUER_PUBLIC_KEY|PRX_TLS|^(INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/;

/** Cloudflare's front door uses these for an account, app or route that doesn't exist: not "the recording is gone". */
const NO_ROUTE_CODES: ReadonlySet<number | undefined> = new Set([7000, 7003]);

/** Codes with which the front door throttles, under whichever HTTP status. */
const THROTTLE_CODES: ReadonlySet<number | undefined> = new Set([429, 971]);

/** Codes with which the front door refuses the token itself, also under HTTP 400. */
const TOKEN_CODES: ReadonlySet<number | undefined> = new Set([6003, 6111, 9106, 9109, 10000, 10001]);

/**
 * Sends the request once.
 *
 * @returns the whole envelope of a success.
 * @throws one of the errors in `errors.ts`; after a {@link ConnectionError} or an {@link InvalidResponseError}
 * nobody knows whether the request had its effect.
 */
export async function send(connection: Connection, apiRequest: ApiRequest): Promise<Envelope> {
  const answer = await exchange(connection, apiRequest);
  const { status } = answer;
  if (status >= 300 && status < 400) {
    throw new InvalidResponseError(apiRequest, `a redirect (HTTP ${status}), which is never followed`, false);
  }
  const envelope = parseEnvelope(answer.text);
  if (status < 300 && envelope?.success) return envelope;
  if (status === 429 || THROTTLE_CODES.has(errorOf(envelope)?.code)) {
    throw new TooManyRequests(apiRequest, retryAfterMs(answer.headers));
  }
  throw refusalError(connection, apiRequest, { answer, envelope });
}

async function exchange(connection: Connection, apiRequest: ApiRequest): Promise<Answer> {
  const { method, path, query, body, timeoutMs } = apiRequest;
  const { signal, release } = limitTime(Math.max(1, timeoutMs), apiRequest.signal);
  try {
    const response = await loadUndici().request(connection.baseUrl + path, {
      method: method as Dispatcher.HttpMethod,
      dispatcher: connection.dispatcher,
      headers: {
        authorization: `Bearer ${connection.apiToken}`,
        accept: "application/json",
        "user-agent": `pulumi-realtimekit/${version}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(query ? { query } : {}),
      body: JSON.stringify(body),
      signal,
    });
    const { statusCode: status, headers } = response;
    apiRequest.onAnswer?.(headers);
    const text = hideToken(await readBounded(response.body, apiRequest), connection.apiToken);
    const ray = headers["cf-ray"];
    const rayId = typeof ray === "string" ? printable(hideToken(ray, connection.apiToken)) : undefined;
    return { status, headers, text, rayId };
  } catch (error) {
    throw connectionError(error, connection, apiRequest);
  } finally {
    release();
  }
}

function connectionError(error: unknown, connection: Connection, apiRequest: ApiRequest): Error {
  if (error instanceof InvalidResponseError || error instanceof InterruptedError) return error;
  const { name, code, message } = error as Error & { code?: string };
  if (name === "TimeoutError") {
    const seconds = Math.ceil(apiRequest.timeoutMs / 1000);
    return new ConnectionError(apiRequest, `nothing within ${seconds}s`, { cause: error });
  }
  const { host } = new URL(connection.baseUrl);
  if (code && CERTIFICATE_CODES.test(code)) return new CertificateError(host, code, error);
  return new ConnectionError(apiRequest, describeBreak(code ?? name, printable(message)), { cause: error });
}

/** The system's messages contain its code; others, such as undici's, are told apart by it. */
function describeBreak(code: string, message: string): string {
  if (message.includes(code)) return message;
  return message ? `${code} (${message})` : code;
}

function parseEnvelope(text: string): Envelope | undefined {
  try {
    return envelopeSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The error in either envelope; of several, the first. */
function errorOf(envelope: Envelope | undefined) {
  return envelope?.error ?? envelope?.errors?.[0];
}

function refusalError(
  connection: Connection,
  line: ApiRequest,
  { answer, envelope }: { answer: Answer; envelope: Envelope | undefined },
): Error {
  const refusal = readRefusal(answer, envelope, line.body);
  const { status, code } = refusal;
  if (status === 401 || status === 403 || (status === 400 && TOKEN_CODES.has(code))) {
    return new AuthenticationError(connection.tokenSource, refusal);
  }
  if (status >= 400 && (envelope || status !== 404)) {
    const isGone = status === 404 && !NO_ROUTE_CODES.has(code);
    return isGone ? new NotFoundError(line, refusal) : new ApiError(line, refusal);
  }
  if (envelope) return new ApiError(line, refusal);
  return new InvalidResponseError(line, `HTTP ${status}, but not in the API's format`, status < 300);
}

function readRefusal(
  { status, text, rayId }: Answer,
  envelope: Envelope | undefined,
  sent: unknown,
): Refusal {
  const said = errorOf(envelope);
  return {
    // An envelope that says success: false under HTTP 200 carries the true status in its code.
    status: status < 300 && said?.code && said.code >= 400 && said.code < 600 ? said.code : status,
    code: said?.code,
    message: printable(redact(said?.message || (envelope ? "no message" : summary(text)), sent)),
    rayId,
  };
}

function summary(text: string): string {
  const title = /<title>(.*?)<\/title>/is.exec(text.slice(0, 4096))?.[1];
  return title ?? (text.trim() ? "an answer that is not JSON" : "an empty answer");
}
