/** The minimal program in JavaScript. */

import { describeExample } from "./kit/example";
import { tellOneRecording } from "./kit/one-recording";

describeExample("minimal-javascript", (kit) => tellOneRecording(kit, "index.js"));
