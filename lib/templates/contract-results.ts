import type { z } from "zod";
import { countedAt, mailResults } from "#lib/mail-results/contract.ts";

/** GET /api/templates/{id}/results: what became of the steps sent in a template's words in the last 30 days, in all campaigns and cycles. */
export const templateResults = mailResults.extend({ counted_at: countedAt });
export type TemplateResults = z.infer<typeof templateResults>;
