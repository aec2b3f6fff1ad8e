import { z } from "zod";
import { findingWords } from "./policy/finding-words.ts";
import type { Finding } from "./types.ts";

const codes = Object.keys(findingWords) as (keyof typeof findingWords)[];

const stored = z.object({
  findings: z.array(
    z.object({
      mechanism: z.enum(["spf", "dkim", "dmarc"]),
      status: z.enum(["passed", "failed", "unknown"]),
      code: z.enum(codes),
      name: z.string(),
      record: z.string().nullable(),
    }),
  ),
  unanswered_since: z.string().nullable(),
});

export type AuthDetail = { findings: Finding[]; unanswered_since: string | null };

const nothing: AuthDetail = { findings: [], unanswered_since: null };

/** `auth_detail` as stored; nothing when it is empty or was written by other code. */
export function readAuthDetail(detail: unknown): AuthDetail {
  const parsed = stored.safeParse(detail);
  return parsed.success ? parsed.data : nothing;
}
