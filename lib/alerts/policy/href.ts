import type { AlertRow } from "../types.ts";

type Place = Pick<AlertRow, "kind" | "scope_kind" | "scope_name">;

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
export function hrefOf({ kind, scope_kind, scope_name }: Place): string {
  const search = scope_name === null ? "" : `?q=${encodeURIComponent(scope_name)}`;
  if (scope_kind === "domain") return `/domains${search}`;
  if (scope_kind === "mailbox") return `/mailboxes${search}`;
  if (scope_kind === "connection") return "/settings?tab=connections";
  if (scope_kind === "job") return "/jobs";
  if (scope_kind === "endpoint") return "/settings?tab=alerts";
  return byKind[kind] ?? "/overview";
}
