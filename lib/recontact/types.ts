import type { HoldReason, RecontactReason, SendReason } from "#lib/shared/reasons.ts";

/** What keeps a prospect whose cooldown is over from coming back. Codes of lib/shared/reasons.ts. */
export type Hindrance =
  | Extract<HoldReason, "replied" | "manual_stop" | "out_of_office" | "suppressed">
  | Extract<SendReason, "unsubscribed" | "invalid_address">
  | Extract<RecontactReason, "no_address" | "send_under_way">;
