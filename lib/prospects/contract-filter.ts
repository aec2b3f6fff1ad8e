import { z } from "zod";
import { type HoldReason, holdReasons, type PassOverReason, passOverReasons } from "#lib/shared/reasons.ts";
import { outreachStatuses } from "./types.ts";

const holdCodes = Object.keys(holdReasons) as HoldReason[];
const passOverCodes = Object.keys(passOverReasons) as PassOverReason[];

const small = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(message).int(message).min(least, message).max(most, message);
};

/** Which prospects a list, a count, an export or a bulk action is about. */
export const prospectFilters = {
  /** part of a company, name or address */
  q: z.string().trim().min(2, "must be at least 2 characters").max(100).optional(),
  status: z.enum(outreachStatuses).optional(),
  hold_reason: z.enum(holdCodes, `must be one of ${holdCodes.join(", ")}`).optional(),
  /** why planning passed them over when it last looked at them; they have a time of the next try */
  passed_over_for: z.enum(passOverCodes, `must be one of ${passOverCodes.join(", ")}`).optional(),
  campaign_id: z.uuid().optional(),
  owner_id: z.uuid().optional(),
  /** messages sent in this cycle; 0 before the first */
  step: small(0, 6).optional(),
  cycle: small(0, 1_000).optional(),
  state_code: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "must be a state code, such as TX")
    .toUpperCase()
    .optional(),
  trade_type: z.string().trim().toLowerCase().min(1).max(100).optional(),
  /** of re-contact, since the last email: `running`, or `over` for those it may take */
  cooldown: z.enum(["running", "over"], "must be running or over").optional(),
};
