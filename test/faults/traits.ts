/** The ways in which a run's world differs from a prompt service with the usual answers, named as they are counted. */

import { OPERATION_MS } from "./declaration";
import type { WorldPlan } from "./world";

const TRAITS: Readonly<Record<string, (plan: WorldPlan) => boolean>> = {
  "reads are stale after an action": ({ settings }) => (settings.staleReadsAfterPut ?? 0) > 0,
  "an action's answer shows the status before": ({ settings }) => settings.putAnswer === "old",
  "lists don't show a new recording at once": ({ settings }) => (settings.unlistedMsAfterStart ?? 0) > 0,
  "one or two items a page": ({ settings }) => (settings.perPageMax ?? 100) <= 2,
  "pages count from 0": ({ settings }) => settings.pageBase === 0,
  "30 requests a second at most": ({ settings }) => settings.rateLimitEnforced === true,
  "errors in Cloudflare's envelope": ({ settings }) => settings.errorEnvelope === "v4",
  "wrong parameters are answered with 400": ({ settings }) => settings.validationStatus === 400,
  "an impossible action is answered with 409": ({ settings }) => settings.illegalAction === 409,
  "an impossible action is accepted": ({ settings }) => settings.illegalAction === "accept",
  "a repeated action is accepted": ({ settings }) => settings.repeatedAction === "accept",
  "a stop before the beginning is accepted": ({ settings }) => settings.stopWhileInvoked === "accept",
  "a recording that is stopped early errs": ({ settings }) => settings.earlyStopErrors === true,
  "a paused recording doesn't keep others from being started": ({ settings }) =>
    settings.pausedBlocksStart === false,
  "a recording takes time to begin": ({ settings }) => (settings.invokedMs ?? 0) > 0,
  "an upload takes ten minutes": ({ settings }) => settings.uploadingMs === 600_000,
  "the service's clock is an hour ahead": ({ skewMs }) => skewMs > 0,
  "the service's clock is an hour behind": ({ skewMs }) => skewMs < 0,
  "operations have a second or two": ({ patienceMs }) => patienceMs < OPERATION_MS,
};

/** The names of those that a world shows. */
export function traitsOf(plan: WorldPlan): string[] {
  return Object.entries(TRAITS).flatMap(([name, shows]) => (shows(plan) ? [name] : []));
}
