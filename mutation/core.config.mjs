/** Changes what the provider decides. */

import { optionsFor } from "./area.mjs";

export default optionsFor("core", {
  last: ["freshness", "known-ahead", "meeting", "reconcile"],
  leftOut: "meeting-property",
});
