/** The refusals of the emulated API, in either of Cloudflare's two error envelopes. */

/** Which of the two shapes an error body has. */
export type ErrorEnvelope = "rtk" | "v4";

interface ErrorLink {
  code: number;
  message: string;
}

/** A refusal that a request gets as its answer. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** HTTP status. */
  readonly status: number;
  /** Code in the body: the HTTP status for RealtimeKit, Cloudflare's own number for the front door. */
  readonly code: number;
  /** Undefined: the setting `errorEnvelope` chooses. */
  readonly envelope: ErrorEnvelope | undefined;
  /** What the v4 envelope shows as `error_chain`. */
  readonly chain: ErrorLink[] | undefined;

  constructor(init: {
    status: number;
    code?: number;
    message: string;
    envelope?: ErrorEnvelope;
    chain?: ErrorLink[];
  }) {
    super(init.message);
    this.status = init.status;
    this.code = init.code ?? init.status;
    this.envelope = init.envelope;
    this.chain = init.chain;
  }
}

/** A refusal by RealtimeKit itself. */
export function kitError(status: number, message: string): ApiError {
  return new ApiError({ status, message });
}

/** A refusal by Cloudflare's front door, before RealtimeKit is asked. */
export function frontDoorError(status: number, code: number, message: string, chain?: ErrorLink[]): ApiError {
  return new ApiError({ status, code, message, envelope: "v4", ...(chain ? { chain } : {}) });
}

/** The body of an error in one of the two envelopes. */
export function errorBody(
  envelope: ErrorEnvelope,
  { code, message, chain }: ErrorLink & { chain?: ErrorLink[] | undefined },
) {
  if (envelope === "rtk") return { success: false, error: { code, message } };
  const error = chain ? { code, message, error_chain: chain } : { code, message };
  return { success: false, errors: [error], messages: [], result: null };
}
