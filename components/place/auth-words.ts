import type { Word } from "#components/health/health-words.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";

/** What is known of a sending domain's SPF, DKIM and DMARC. */
export const AUTH_WORDS: Record<DomainView["auth_status"], Word> = {
  passed: { label: "Authenticated", tone: "ok", meaning: "SPF, DKIM and DMARC were found." },
  partial: { label: "In part", tone: "warn", meaning: "Some of SPF, DKIM and DMARC are missing." },
  failed: { label: "Not authenticated", tone: "bad", meaning: "SPF, DKIM and DMARC were not found." },
  unknown: { label: "Unknown", tone: "neutral", meaning: "DNS could not be asked." },
  unchecked: { label: "Not checked", tone: "neutral", meaning: "The domain's DNS has not been checked yet." },
};
