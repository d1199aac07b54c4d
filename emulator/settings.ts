/** What the emulator can be told to do differently: every switch with its type and its default. */

import { z } from "zod";

const ms = z.number().min(0);
const count = z.int().min(0);

/** A token the emulator accepts, and what it may do. */
const acceptedToken = z.strictObject({
  // What GET /__emulator/settings shows in place of a token must not come back as one.
  token: z
    .string()
    .min(1)
    .regex(/^\S+$/)
    .refine((token) => token !== HIDDEN_TOKEN, "is not a token"),
  accounts: z.array(z.string()).optional(),
  permissions: z.array(z.string()).optional(),
});

/** Stands for a token wherever the settings are shown. */
export const HIDDEN_TOKEN = "[hidden]";

/** The permission groups of which a token needs one; source: the specification's `x-api-token-group`. */
export const ACCEPTED_PERMISSIONS = ["Realtime", "Realtime Admin"];

const SHAPE = {
  invokedMs: ms,
  uploadingMs: ms,
  peersLeftMs: ms,
  defaultMaxSeconds: z.number().min(1),
  maxSecondsIncludesPause: z.boolean(),
  maxSecondsStopReason: z.enum(["API_CALL", "INTERNAL_ERROR", "ALL_PEERS_LEFT"]).nullable(),
  earlyStopErrors: z.boolean(),
  earlyStopMs: ms,
  durationIncludesPause: z.boolean(),
  downloadUrlTtlMs: ms,
  newSignatureOnRead: z.boolean(),
  trackDownloadUrl: z.enum(["string", "array"]),
  returnStorageSecrets: z.boolean(),
  illegalAction: z.union([z.literal(400), z.literal(409), z.literal("accept")]),
  illegalActionMessage: z.string(),
  stopWhileInvoked: z.enum(["refuse", "accept"]),
  repeatedAction: z.enum(["refuse", "accept"]),
  pausedBlocksStart: z.boolean(),
  putAnswer: z.enum(["new", "old"]),
  staleReadsAfterPut: count,
  staleMsAfterPut: ms,
  unlistedMsAfterStart: ms,
  strictAppIdOnPut: z.boolean(),
  trackAnswer: z.enum(["wrapped", "flat"]),
  errorEnvelope: z.enum(["rtk", "v4"]),
  validationStatus: z.union([z.literal(422), z.literal(400)]),
  perPageDefault: z.int().min(1),
  perPageMax: z.int().min(1),
  pageBase: z.union([z.literal(0), z.literal(1)]),
  accounts: z.array(z.string()).nullable(),
  apps: z.array(z.string()).nullable(),
  tokens: z.array(acceptedToken),
  wrongTokenStatus: z.union([z.literal(403), z.literal(401)]),
  rateLimitEnforced: z.boolean(),
  rateLimitRequests: count,
  rateLimitWindowSeconds: z.number().gt(0),
  rateLimitBody: z.enum(["v4", "empty"]),
  latencyMs: ms,
  requestLogLimit: z.int().min(1),
};

const fullSchema = z.strictObject(SHAPE);

/** Checks a change of settings: any of them, none required, no unknown one. */
export const settingsPatchSchema = fullSchema.partial();

/** All settings; times in milliseconds unless the name says seconds. Documented in `README.md`. */
export type Settings = z.output<typeof fullSchema>;

/** A change of settings. */
export type SettingsPatch = z.input<typeof settingsPatchSchema>;

/** The settings of a new emulator: the documented behaviour, or the likeliest where nothing is documented. */
export const DEFAULT_SETTINGS: Settings = {
  invokedMs: 2_000,
  uploadingMs: 3_000,
  peersLeftMs: 60_000,
  defaultMaxSeconds: 86_400,
  maxSecondsIncludesPause: true,
  maxSecondsStopReason: null,
  earlyStopErrors: false,
  earlyStopMs: 5_000,
  durationIncludesPause: false,
  downloadUrlTtlMs: 7 * 86_400_000,
  newSignatureOnRead: true,
  trackDownloadUrl: "string",
  returnStorageSecrets: false,
  illegalAction: 400,
  illegalActionMessage: "Recording is not in progress. Current status is {status}",
  stopWhileInvoked: "refuse",
  repeatedAction: "refuse",
  pausedBlocksStart: true,
  putAnswer: "new",
  staleReadsAfterPut: 0,
  staleMsAfterPut: 0,
  unlistedMsAfterStart: 0,
  strictAppIdOnPut: false,
  trackAnswer: "wrapped",
  errorEnvelope: "rtk",
  validationStatus: 422,
  perPageDefault: 25,
  perPageMax: 100,
  pageBase: 1,
  accounts: null,
  apps: null,
  tokens: [],
  wrongTokenStatus: 403,
  rateLimitEnforced: false,
  rateLimitRequests: 1_200,
  rateLimitWindowSeconds: 300,
  rateLimitBody: "v4",
  latencyMs: 0,
  requestLogLimit: 100_000,
};
