/** The minimal program in TypeScript. */

import { describeExample } from "./kit/example";
import { tellOneRecording } from "./kit/one-recording";

describeExample("minimal-typescript", (kit) => tellOneRecording(kit, "index.ts"));
