/** Every status of the ledger (SPEC §7), in the order of a message's life. */
export const sendStatuses = [
  "queued",
  "claimed",
  "sending",
  "sent",
  "unknown",
  "failed",
  "cancelled",
  "skipped",
] as const;
