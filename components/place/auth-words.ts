import type { Word } from "#components/health/health-words.ts";
import type { Tone } from "#components/ui/tone.ts";
import type { DomainAuthentication } from "#lib/domain-auth/contract.ts";
import type { DomainView } from "#lib/mailboxes/contract-domain.ts";

/** What is known of a sending domain's SPF, DKIM and DMARC. */
export const AUTH_WORDS: Record<DomainView["auth_status"], Word> = {
  passed: { label: "Authenticated", tone: "ok", meaning: "SPF, DKIM and DMARC are in order." },
  partial: { label: "In part", tone: "warn", meaning: "Some of SPF, DKIM and DMARC are missing or wrong." },
  failed: { label: "Not authenticated", tone: "bad", meaning: "None of SPF, DKIM and DMARC is in order." },
  unknown: { label: "Unknown", tone: "neutral", meaning: "DNS could not be reached." },
  unchecked: { label: "Not checked", tone: "neutral", meaning: "The domain's DNS has not been checked yet." },
};

type Finding = DomainAuthentication["findings"][number];

export const MECHANISMS: Record<Finding["mechanism"], string> = { spf: "SPF", dkim: "DKIM", dmarc: "DMARC" };

export const FINDING_TONES: Record<Finding["status"], Tone> = { passed: "ok", failed: "bad", unknown: "neutral" };
