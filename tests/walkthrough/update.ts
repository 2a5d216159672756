// `npm run update-walkthrough`: rewrites docs/walkthrough.md. Read the diff afterwards.

import { writeFileSync } from "node:fs";
import { WALKTHROUGH, walkthrough } from "./walkthrough.ts";

writeFileSync(WALKTHROUGH, walkthrough());
