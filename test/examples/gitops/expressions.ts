/** Evaluates GitHub's `${{ … }}` expressions, with the language's own implementation. */

// An ES module: a CommonJS one reaches it, and its types, by import() alone.
const loadLibrary = () => import("@actions/expressions");
type Library = Awaited<ReturnType<typeof loadLibrary>>;
type Value = ReturnType<Library["data"]["reviver"]>;

/** What expressions may ask for, by context name: `github`, `secrets`, `vars`, `steps`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** The status functions of a step's condition. */
export interface JobStatus {
  readonly failed: boolean;
}

/** Evaluates one expression, without its braces. */
export async function evaluateExpression(
  text: string,
  contexts: Contexts,
  status: JobStatus = { failed: false },
): Promise<Value> {
  const { Evaluator, Lexer, Parser, data: values } = await loadLibrary();
  const answer = (value: boolean) => () => new values.BooleanData(value);
  const statusFunctions = [
    { name: "success", minArgs: 0, maxArgs: 0, call: answer(!status.failed) },
    { name: "failure", minArgs: 0, maxArgs: 0, call: answer(status.failed) },
    { name: "cancelled", minArgs: 0, maxArgs: 0, call: answer(false) },
  ];
  const { tokens } = new Lexer(text).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), statusFunctions).parse();
  const known = JSON.parse(JSON.stringify(contexts), values.reviver) as InstanceType<
    Library["data"]["Dictionary"]
  >;
  return new Evaluator(parsed, known, new Map(statusFunctions.map((each) => [each.name, each]))).evaluate();
}

/** Whether a job's or a step's `if` lets it run; braces around it are optional, and none means `success()`. */
export async function holds(
  condition: string | undefined,
  contexts: Contexts,
  status: JobStatus = { failed: false },
): Promise<boolean> {
  const text = condition?.replace(/^\$\{\{(.*)\}\}$/s, "$1").trim() ?? "success()";
  // GitHub adds success() to a condition that asks for no status.
  const implied = /\b(success|failure|cancelled|always)\(\)/.test(text) ? text : `success() && (${text})`;
  const { data: values } = await loadLibrary();
  const result = await evaluateExpression(implied, contexts, status);
  if (result instanceof values.BooleanData) return result.value;
  throw new Error(`the condition ${text} is neither true nor false`);
}

/** A text with its expressions replaced by their values. */
export async function fillIn(text: string, contexts: Contexts): Promise<string> {
  const parts = text.split(/\$\{\{(.*?)\}\}/s);
  const values = parts.map(async (part, index) =>
    index % 2 === 0 ? part : (await evaluateExpression(part, contexts)).coerceString(),
  );
  return (await Promise.all(values)).join("");
}
