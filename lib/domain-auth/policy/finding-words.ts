/**
 * What was found, and what to do about it; null where nothing is to be done. The one table for API, console and alert. Codes are
 * stored: add, never rename. `{name}` is where the record stands or should.
 */
export const findingWords = {
  spf_found: { label: "SPF names who may send", advice: null },
  spf_open_ended: {
    label: "SPF names who may send, but refuses nobody",
    advice: "End the record at {name} with -all, or with ~all while you try it out.",
  },
  spf_missing: {
    label: "No SPF record",
    advice: "Add a TXT record at {name} as your provider says, such as v=spf1 include:sendgrid.net -all",
  },
  spf_several: {
    label: "Several SPF records",
    advice: "Join the records at {name} into one: receivers refuse to read two.",
  },
  spf_invalid: {
    label: "The SPF record cannot be read",
    advice: "Correct the record at {name}; copy it from your provider.",
  },
  spf_names_nobody: {
    label: "SPF lets nobody send",
    advice: "Name your provider in the record at {name}, such as include:sendgrid.net before -all.",
  },
  spf_lets_everybody: {
    label: "SPF lets everybody send",
    advice: "End the record at {name} with -all instead of all: as it is, anybody may send as you.",
  },
  spf_too_many_lookups: {
    label: "SPF asks for more than ten look-ups",
    advice: "Take providers that you no longer use out of the record at {name}: receivers stop after ten.",
  },
  dkim_found: { label: "DKIM key found", advice: null },
  dkim_missing: {
    label: "No DKIM key found",
    advice:
      "Add the DKIM records of your provider. If they are there, enter their selector here: the part before ._domainkey.",
  },
  dkim_revoked: { label: "The DKIM key is revoked", advice: "Publish your provider's present key at {name}." },
  dkim_invalid: {
    label: "The DKIM record cannot be read",
    advice: "Correct the record at {name}; copy it from your provider.",
  },
  dkim_short_key: {
    label: "The DKIM key is too short",
    advice:
      "Have your provider make a key of 2,048 bits and publish it at {name}: under 1,024 bits signatures are ignored.",
  },
  dmarc_found: { label: "DMARC protects the domain", advice: null },
  dmarc_only_reports: {
    label: "DMARC asks for reports alone",
    advice:
      "Enough to send. Once the reports are clean, set p=quarantine at {name} so that nobody can pretend to be you.",
  },
  dmarc_missing: { label: "No DMARC record", advice: "Add a TXT record at {name}, to begin with v=DMARC1; p=none" },
  dmarc_several: {
    label: "Several DMARC records",
    advice: "Keep one record at {name}: receivers read none of several.",
  },
  dmarc_invalid: {
    label: "The DMARC record cannot be read",
    advice: "Correct the record at {name}; the least that works is v=DMARC1; p=none",
  },
  no_answer: { label: "DNS did not answer", advice: "Check again later. What was known before still stands." },
} as const satisfies Record<string, { label: string; advice: string | null }>;

export type FindingCode = keyof typeof findingWords;
