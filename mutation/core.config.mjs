/** Changes what the provider decides. */

import { optionsFor } from "./area.mjs";

export default optionsFor("core", ["meeting-property"]);
