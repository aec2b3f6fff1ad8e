import type { AlertRow } from "../types.ts";

type Place = Pick<AlertRow, "kind" | "scope_kind" | "scope_id">;

const byKind: Readonly<Record<string, string>> = {
  engine_off: "/settings",
  engine_paused: "/settings",
  engine_no_postal_address: "/settings?tab=company",
  engine_no_mailbox: "/mailboxes",
  budget: "/settings?tab=company",
  no_sends: "/jobs",
  job_runner_silent: "/jobs",
  unknown_sends: "/queue?status=unknown",
  dns_failing: "/jobs",
  reputation_unreadable: "/domains",
  reputation_drift: "/domains",
  bounce_surge: "/domains",
};

/** The page of the console where a cause can be seen to. */
export function hrefOf({ kind, scope_kind, scope_id }: Place): string {
  if (scope_kind === "domain") return `/domains/${scope_id ?? ""}`;
  if (scope_kind === "mailbox") return `/mailboxes/${scope_id ?? ""}`;
  if (scope_kind === "connection") return "/settings?tab=connections";
  if (scope_kind === "job") return `/jobs?job=${encodeURIComponent(scope_id ?? "")}`;
  if (scope_kind === "endpoint") return "/settings?tab=alerts";
  return byKind[kind] ?? "/overview";
}
