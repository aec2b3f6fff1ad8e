/** Since when a domain has been warming up, as its form holds it; `date` as in 2026-01-31. */
export type WarmUpDraft = { kind: "since" | "anew"; date: string };

export function warmUpDraft({ warmup_started_at }: { warmup_started_at: string | null }): WarmUpDraft {
  return { kind: warmup_started_at === null ? "anew" : "since", date: warmup_started_at?.slice(0, 10) ?? "" };
}

/** In the API's spelling. A date that is not there stays empty, which the API refuses at its field. */
export function warmUpStart({ kind, date }: WarmUpDraft): string | null {
  if (kind === "anew") return null;
  return date === "" ? "" : `${date}T00:00:00Z`;
}
