import { fetchJson } from "#lib/query/fetch-json.ts";
import { withQuery } from "#lib/query/query-string.ts";
import type { AuditItem } from "./contract.ts";

/** As the URL of the page has them: days are calendar days of whoever looks. */
export type AuditPageFilter = {
  q: string | null;
  actor: string | null;
  action: string | null;
  target_kind: string | null;
  target_id: string | null;
  from: string | null;
  to: string | null;
};

export function auditQuery(filter: AuditPageFilter, cursor: string | null) {
  const { from, to, ...rest } = filter;
  const query = { ...rest, from: startOfDay(from, 0), to: startOfDay(to, 1), cursor, limit: 50 };
  return {
    queryKey: ["audit", filter, cursor] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<{ items: AuditItem[]; next_cursor: string | null }>(withQuery("/api/audit", query), { signal }),
  };
}

/** The instant at which that day, or the day so many days later, begins where the browser is; null for what is no day. */
export function startOfDay(day: string | null, later: number): string | null {
  const [year, month, date] = (day ?? "").split("-").map(Number);
  if (!year || !month || !date) return null;
  const start = new Date(year, month - 1, date + later);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}
