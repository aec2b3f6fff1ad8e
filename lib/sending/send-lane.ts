import { WorkLane } from "#lib/engine/shared-work.ts";

/**
 * The transactions before the hand-over that sends of a tenant share in a process take turns: with two at once, each has half the
 * company and twice the cost.
 */
export const sendLane = new WorkLane({ atOnce: 1, items: 32 });

/** Records have turns of their own: what left is on record soon, whatever a preparation waits for. */
export const recordLane = new WorkLane({ atOnce: 1, items: 32 });
