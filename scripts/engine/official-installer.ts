/** Installs the Pulumi CLI with Pulumi's own installer, as the Automation API of the SDK runs it. */
import type { EngineInstaller } from "./engine";

const SCRIPT_URL = `https://get.pulumi.com/install.${process.platform === "win32" ? "ps1" : "sh"}`;
const PROBE_TIMEOUT_MS = 5_000;

/** Puts the CLI of the SDK's own version into `root`, after a quick look whether Pulumi's site can be reached. */
export const installOfficially: EngineInstaller = async (root, { progress, abortSignal }) => {
  await probeSite(abortSignal);
  // Loaded only here: the Automation API takes half a second, which every other command would pay for.
  const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
  await progress.follow(
    () => "Installing the Pulumi CLI from Pulumi's site, once",
    () => orAborted(PulumiCommand.install({ root }), abortSignal),
  );
};

// The Automation API cannot be told to stop: it is left behind, and its script ends with this process.
function orAborted<T>(task: Promise<T>, abortSignal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    abortSignal?.addEventListener("abort", () => reject(abortSignal.reason), { once: true });
    task.then(resolve, reject);
  });
}

// The installer itself waits two minutes for the site, and longer where connections are silently dropped.
async function probeSite(abortSignal: AbortSignal | undefined): Promise<void> {
  const signals = [AbortSignal.timeout(PROBE_TIMEOUT_MS), ...(abortSignal ? [abortSignal] : [])];
  let response: Response;
  try {
    response = await fetch(SCRIPT_URL, { method: "HEAD", signal: AbortSignal.any(signals) });
  } catch (error) {
    const { cause, message } = error as Error;
    throw new Error(`Pulumi's site cannot be reached: ${cause instanceof Error ? cause.message : message}`, {
      cause: error,
    });
  }
  if (!response.ok) throw new Error(`Pulumi's site answers ${response.status}`);
}
