import { WorkLane } from "#lib/engine/shared-work.ts";
import { sharedSends } from "./thresholds.ts";

/**
 * The transactions that sends of a tenant share take turns: with two at once, each has half the company and twice the cost. What a
 * provider has answered waits for nobody who still prepares: until it is written down, nobody knows that the message left.
 */
export const beforeHandOver = new WorkLane(sharedSends);
export const afterHandOver = new WorkLane(sharedSends);
