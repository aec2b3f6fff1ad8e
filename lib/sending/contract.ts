import { z } from "zod";

/** POST /api/sends/{id}/settle: what a person found out about a message of unknown outcome, and where (SPEC §7). */
export const settleBody = z.strictObject({
  as: z.enum(["sent", "not_sent"]),
  reason: z.string().trim().min(1, "say how you know whether it was sent").max(500, "must be at most 500 characters"),
});

/** As sent it counts for good; as not sent it is cancelled and its step planned again. */
export const settledSend = z.object({ status: z.enum(["sent", "cancelled"]) });
