import { WorkLane } from "#lib/engine/shared-work.ts";

/**
 * The transactions that sends of a tenant share in a process take turns: with two at once, each has half the company and twice the
 * cost.
 */
export const sendLane = new WorkLane({ atOnce: 1, items: 32 });
