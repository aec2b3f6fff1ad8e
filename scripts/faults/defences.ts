import { browserDefences } from "./browser.ts";
import type { Defence } from "./defence.ts";
import { eventDefences } from "./events.ts";
import { judgementDefences } from "./judgement.ts";
import { peopleDefences } from "./people.ts";
import { processDefences } from "./processes.ts";
import { providerDefences } from "./providers.ts";
import { securityDefences } from "./security.ts";
import { storeDefences } from "./stores.ts";

/** In the order of docs/faults.md. */
export const DEFENCES: readonly Defence[] = [
  ...processDefences,
  ...providerDefences,
  ...storeDefences,
  ...eventDefences,
  ...peopleDefences,
  ...judgementDefences,
  ...securityDefences,
  ...browserDefences,
];
