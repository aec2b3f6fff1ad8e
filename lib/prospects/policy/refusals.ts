type Outreach = { status: string; outreach_sequence_step: number };

/** Why the sequence of a prospect cannot be stopped; null when it can. */
export function stopRefusal({ status }: Pick<Outreach, "status">): string | null {
  if (status === "cold" || status === "contacted") return null;
  return "The prospect is not in the sequence: nothing is sent to it.";
}

/** Why it cannot be put into another campaign (SPEC §6); null when it can. */
export function campaignRefusal({ status, outreach_sequence_step: step }: Outreach): string | null {
  return status === "cold" && step === 0 ? null : "A prospect joins a campaign before the first message of a cycle.";
}

/** Why its address cannot be suppressed; null when it can. */
export function suppressRefusal({ email }: { email: string | null }): string | null {
  return email === null ? "The prospect has no address that could be suppressed." : null;
}

/** Why its address cannot be verified anew; null when it can. */
export function verifyRefusal({ email_key, status }: { email_key: string | null; status: string }): string | null {
  if (email_key === null) return "There is no address to verify.";
  if (status === "cold" || status === "no_verified_email") return null;
  return "An address is verified before the first message of a cycle.";
}
