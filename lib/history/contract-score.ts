import { z } from "zod";

/** GET /api/{domains,mailboxes,connections}/{id}/score: how the live score comes about. */
export const scoreExplanation = z.strictObject({
  start: z.literal(100),
  /** `start` and the points of all terms add up to `score`, but for its rounding to one decimal */
  terms: z.array(
    z.strictObject({
      code: z.enum(["bounces", "complaints", "undelivered", "opens", "bounds", "rule"]),
      points: z.number(),
      rate: z.number().min(0).max(1).nullable(),
      /** the counts behind it; settled ones are of hours that ended an hour ago or more */
      sample: z.strictObject({ part: z.int().min(0), of: z.int().min(0), is_settled: z.boolean() }).nullable(),
    }),
  ),
  score: z.number().min(0).max(100),
  status: z.enum(["no_data", "warmup", "excellent", "good", "warning", "poor", "critical"]),
  throttle: z.enum(["normal", "reduced", "critical", "paused"]),
  decided_by: z.string(),
  sent: z.int().min(0),
  /** further messages without trouble that bring back full speed; null: none needed, or none would */
  clean_sends_needed: z.int().nullable(),
});
export type ScoreExplanationAnswer = z.infer<typeof scoreExplanation>;
