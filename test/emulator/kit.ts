/** Starts an emulator for each test of a suite, its clock standing still, and speaks HTTP to it. */

import {
  DEFAULT_ACCOUNT_ID,
  DEFAULT_APP_ID,
  type Emulator,
  type RecordingView,
  type SettingsPatch,
  startEmulator,
} from "../../emulator/index";

/** What an answer of the emulated API may hold; each test looks at the part that it is about. */
export interface AnswerBody {
  success: boolean;
  data: RecordingView & { recording: RecordingView; meeting: { id: string } };
  error: { code: number; message: string };
  errors: { code: number; message: string; error_chain?: { code: number; message: string }[] }[];
  messages: unknown[];
  result: unknown;
}

export interface Answer<T = AnswerBody> {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; undefined when it is not JSON. */
  body: T;
}

export interface RequestInitOfTest {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A running emulator and the way to talk to it. */
export interface Kit {
  emulator: Emulator;
  /** A request to a path under `/accounts/…/realtime/kit/…`, of the default account and app. */
  request<T = AnswerBody>(method: string, path: string, init?: RequestInitOfTest): Promise<Answer<T>>;
  /** `PUT {action}` on a recording. */
  put(id: string, action: string): Promise<Answer>;
  get(id: string): Promise<Answer>;
}

export const KIT_PATH = `/accounts/${DEFAULT_ACCOUNT_ID}/realtime/kit/${DEFAULT_APP_ID}`;

/** A valid id that no recording and no meeting has. */
export const UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

/** An app id as later documentation shows them. */
export const UUID_APP_ID = "14a396e7-ca44-4937-bf1f-050a69118543";

/** Starts an emulator before each test of the suite and closes it after. */
export function useEmulator(settings: SettingsPatch = {}): Kit {
  const kit: Kit = {
    emulator: undefined as unknown as Emulator,
    request: (method, path, init) => sendRequest(`${kit.emulator.baseUrl}${KIT_PATH}${path}`, method, init),
    put: (id, action) => kit.request("PUT", `/recordings/${id}`, { body: { action } }),
    get: (id) => kit.request("GET", `/recordings/${id}`),
  };
  beforeEach(async () => {
    kit.emulator = await startEmulator({ settings });
    kit.emulator.clock.freeze(true);
  });
  afterEach(() => kit.emulator.close());
  return kit;
}

/** One request with a token, no redirect followed. */
export async function sendRequest<T = AnswerBody>(
  url: string,
  method: string,
  { body, headers, signal }: RequestInitOfTest = {},
): Promise<Answer<T>> {
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: { authorization: "Bearer test-token", "content-type": "application/json", ...headers },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
    signal: signal ?? null,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parse(text) as T };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
