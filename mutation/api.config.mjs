/** Changes how the provider talks to the API. */

import { optionsFor } from "./area.mjs";

export default optionsFor("api", {
  last: ["certificate", "client", "coalesced", "printable", "proxy", "transport-broken"],
  leftOut: "pacer-simulation",
});
