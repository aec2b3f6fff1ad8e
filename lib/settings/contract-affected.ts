import { z } from "zod";
import { pageOf, pageQuery } from "#lib/http/paging.ts";
import { type HoldReason, holdReasons } from "#lib/shared/reasons.ts";
import { settingsPreviewBody } from "./contract-preview.ts";

const ofNextSends = ["due", "newly_due", "no_longer_due", "earlier", "later"] as const;
const ofHolds = ["newly_held", "released"] as const;
const ofReturns = ["newly_eligible", "no_longer_eligible", "returning"] as const;
const ofSenders = ["newly_sending", "stopped_sending"] as const;

/** Which count of the preview a list is about; holds are counted by reason. */
export type AffectedEffect =
  | { kind: (typeof ofNextSends)[number] | (typeof ofReturns)[number] | (typeof ofSenders)[number] }
  | { kind: (typeof ofHolds)[number]; reason: HoldReason }
  | { kind: "held_otherwise"; reason: HoldReason; instead_of: HoldReason };

const holdReason = z.enum(Object.keys(holdReasons) as [HoldReason, ...HoldReason[]]);
const effect = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum([...ofNextSends, ...ofReturns, ...ofSenders]) }),
  z.strictObject({ kind: z.enum(ofHolds), reason: holdReason }),
  z.strictObject({ kind: z.literal("held_otherwise"), reason: holdReason, instead_of: holdReason }),
]);

/** POST /api/config/preview/affected: who is behind one count of the preview of the same change. */
export const affectedBody = pageQuery.extend({ change: settingsPreviewBody, effect });

/** With a time: the next email. With a reason: held, or passed over. With neither: on its way, or free to send. */
const outcome = z.object({ at: z.string().nullable(), reason: z.string().nullable() });

const affectedItem = z.object({
  kind: z.enum(["prospect", "mailbox"]),
  id: z.uuid(),
  title: z.string(),
  detail: z.string().nullable(),
  /** null where the list itself says it all: who returns */
  before: outcome.nullable(),
  after: outcome.nullable(),
});
export type AffectedItem = z.infer<typeof affectedItem>;

/** `at_least`: there are more open prospects than were looked at, and maybe more of these. */
export const affectedPage = pageOf(affectedItem).extend({ total: z.int(), at_least: z.boolean() });
export type AffectedPage = z.infer<typeof affectedPage>;
