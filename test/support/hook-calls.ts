/** The seven hooks as the engine calls them over gRPC, with plain objects on this side. */

import type { ServiceError } from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type {
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty, messages, type Props, Status, fromStruct as toProps, toStruct } from "./grpc";

/** What `check` answers. */
export interface Checked {
  readonly inputs: Props;
  readonly failures: readonly { property: string; reason: string }[];
}

/** What `diff` answers. */
export interface Diffed {
  readonly changes: "some" | "none" | "unknown";
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** What `read` answers; an empty id means gone. */
export interface WasRead {
  readonly id: string;
  readonly props: Props;
  readonly inputs: Props | undefined;
}

/** The calls. Properties get the provider's text, as the resource's constructor gives it to them. */
export interface HookCalls {
  /**
   * The process forgets what it has seen of recordings. The engine starts another process for every phase (preview,
   * update, refresh, destroy); a provider's text that is new to Pulumi's process has the same effect on this one.
   */
  nextPhase(): void;
  configure(config: Props): Promise<void>;
  /** `olds` are the stored inputs, `{}` for a new resource. */
  check(olds: Props, news: Props): Promise<Checked>;
  /** `olds` are the stored outputs. */
  diff(id: string, olds: Props, news: Props): Promise<Diffed>;
  create(inputs: Props): Promise<{ id: string; outs: Props }>;
  read(id: string, props: Props): Promise<WasRead>;
  update(id: string, olds: Props, news: Props): Promise<Props>;
  delete(id: string, props: Props): Promise<void>;
  /** What the engine calls at Ctrl-C, and before it ends the process. */
  cancel(): Promise<void>;
}

/** What a partial failure leaves: the engine stores it as it would a success. */
export interface InitFailed {
  readonly id: string;
  readonly properties: Props;
  readonly reasons: string[];
}

/** A call that failed, as the engine sees it. */
export class HookError extends Error {
  override readonly name = "HookError";
  readonly initFailed: InitFailed | undefined;
  constructor(error: ServiceError) {
    super(error.details);
    this.initFailed = readInitFailed(error);
  }
}

/** The properties in an answer as the engine hands them back later: its own text for the provider, secrets in plain. */
function fromStruct(struct: Parameters<typeof toProps>[0]): Props {
  const { __provider: text, ...marked } = toProps(struct);
  const props = Object.fromEntries(Object.entries(marked).map(([name, value]) => [name, unmark(value)]));
  return typeof text === "string" ? { ...props, __provider: text.replace(PHASE, "") } : props;
}

/** A secret's value; anything else as it is. */
function unmark(value: unknown): unknown {
  const isSecret = typeof value === "object" && value !== null && SECRET_KEY in value;
  return isSecret ? (value as unknown as { value: unknown }).value : value;
}

/** Pulumi's key for the kind of a special value. */
const SECRET_KEY = "4dabf18193072939515e22adb298388d";

const PHASE = /^.*\/\/ phase \d+\n/;

/** For the beginning of a provider's text, in one line: the hooks are loaded anew, and know nothing of an earlier phase. */
export const FORGET_HOOKS = `(() => {
  const load = require("module").createRequire(process.cwd() + "/");
  const folder = require("path").dirname(load.resolve("pulumi-realtimekit/hooks"));
  for (const name of Object.keys(load.cache)) if (name.startsWith(folder)) delete load.cache[name];
})();`.replaceAll("\n", " ");

const CHANGES = ["unknown", "none", "some"] as const;

/** Makes the calls on a connected client. */
export function createHookCalls(client: ResourceProviderClient, providerText: string): HookCalls {
  const invoke = invoker(client);
  let phase = 0;
  const textOf = () => `${phase > 0 ? FORGET_HOOKS : ""}// phase ${phase}\n${providerText}`;
  const struct = (props: Props) => toStruct({ ...props, __provider: textOf() });
  const stored = (olds: Props) => (Object.keys(olds).length === 0 ? toStruct({}) : struct(olds));
  const { CheckRequest, ConfigureRequest, CreateRequest, DeleteRequest } = messages;
  const { DiffRequest, ReadRequest, UpdateRequest } = messages;
  return {
    nextPhase: () => {
      phase++;
    },
    configure: async (config) => {
      await invoke("configure", new ConfigureRequest().setArgs(toStruct(config)).setAcceptsecrets(true));
    },
    check: async (olds, news) =>
      readChecked(await invoke("check", new CheckRequest().setOlds(stored(olds)).setNews(struct(news)))),
    diff: async (id, olds, news) =>
      readDiffed(
        await invoke("diff", new DiffRequest().setId(id).setOlds(struct(olds)).setNews(struct(news))),
      ),
    create: async (inputs) => {
      const answer = await invoke("create", new CreateRequest().setProperties(struct(inputs)));
      return { id: answer.getId(), outs: fromStruct(answer.getProperties()) };
    },
    read: async (id, props) =>
      readRead(await invoke("read", new ReadRequest().setId(id).setProperties(struct(props)))),
    update: async (id, olds, news) => {
      const request = new UpdateRequest().setId(id).setOlds(struct(olds)).setNews(struct(news));
      return fromStruct((await invoke("update", request)).getProperties());
    },
    delete: async (id, props) => {
      await invoke("delete", new DeleteRequest().setId(id).setProperties(struct(props)));
    },
    cancel: async () => {
      await invoke("cancel", new Empty());
    },
  };
}

/** The messages that answer the calls. */
interface Answers {
  configure: ConfigureResponse;
  check: CheckResponse;
  diff: DiffResponse;
  create: CreateResponse;
  read: ReadResponse;
  update: UpdateResponse;
  delete: unknown;
  cancel: unknown;
}

type Method<A> = (request: object, done: (error: ServiceError | null, answer: A) => void) => void;

function invoker(client: ResourceProviderClient) {
  return <K extends keyof Answers>(name: K, request: object): Promise<Answers[K]> =>
    new Promise((resolve, reject) => {
      const method = client[name].bind(client) as unknown as Method<Answers[K]>;
      method(request, (error, answer) => (error ? reject(new HookError(error)) : resolve(answer)));
    });
}

function readChecked(answer: CheckResponse): Checked {
  return { inputs: fromStruct(answer.getInputs()), failures: answer.toObject().failuresList };
}

function readDiffed(answer: DiffResponse): Diffed {
  return {
    changes: CHANGES[answer.getChanges()] ?? "unknown",
    replaces: answer.getReplacesList(),
    deleteBeforeReplace: answer.getDeletebeforereplace(),
  };
}

function readRead(answer: ReadResponse): WasRead {
  const inputs = answer.hasInputs() ? fromStruct(answer.getInputs()) : undefined;
  return { id: answer.getId(), props: fromStruct(answer.getProperties()), inputs };
}

/** The details that gRPC carries beside an error, in the field that is reserved for them. */
function readInitFailed({ metadata }: ServiceError): InitFailed | undefined {
  const [details] = metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(details)) return undefined;
  const [detail] = Status.deserializeBinary(details).getDetailsList();
  if (detail?.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") return undefined;
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return {
    id: failed.getId(),
    properties: fromStruct(failed.getProperties()),
    reasons: failed.getReasonsList(),
  };
}
