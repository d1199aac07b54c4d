/** Changes how the provider talks to the API. Certificates and proxies are tested in processes of their own. */

import { optionsFor } from "./area.mjs";

export default optionsFor("api", ["pacer-simulation", "certificate", "proxy"]);
