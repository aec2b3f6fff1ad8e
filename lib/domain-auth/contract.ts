import { z } from "zod";

/** What is known of a sending domain's SPF, DKIM and DMARC. */
export const authStatus = z.enum(["unchecked", "passed", "partial", "failed", "unknown"]);

/** GET and POST /api/domains/{id}/authentication */
export const domainAuthentication = z.object({
  status: authStatus,
  /** the last time DNS answered every question */
  checked_at: z.string().nullable(),
  /** since when it has not; null when the last check was answered. What is known from before stands meanwhile */
  unanswered_since: z.string().nullable(),
  /** the domain's own; empty: the usual ones of the large providers are tried */
  dkim_selectors: z.array(z.string()),
  /** of the last answered check; empty before there was one */
  findings: z.array(
    z.object({
      mechanism: z.enum(["spf", "dkim", "dmarc"]),
      status: z.enum(["passed", "failed", "unknown"]),
      code: z.string(),
      label: z.string(),
      /** what to do; null when nothing is to be done */
      advice: z.string().nullable(),
      /** where the record stands or should */
      name: z.string(),
      /** as found */
      record: z.string().nullable(),
    }),
  ),
});
export type DomainAuthentication = z.infer<typeof domainAuthentication>;
