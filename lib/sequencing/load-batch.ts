import type { Tx } from "#lib/db/types.ts";
import type { LoadedSenders } from "#lib/sending/load-senders.ts";
import { listCapacityUse } from "#lib/sending/repo-capacity.ts";
import { recipientDomainOf } from "#lib/shared/email-key.ts";
import { isFreeMailDomain } from "#lib/shared/free-mail.ts";
import { DayBook } from "./day-book.ts";
import type { FactRow } from "./fact-row.ts";
import type { Timetable } from "./find-room.ts";
import { loadSendFacts, loadTenantFacts } from "./load-facts.ts";
import { type RunFrame, runAllowance, slotKey } from "./planning-state.ts";
import { recipientDomain } from "./policy/thresholds.ts";
import { listPreviousCycleMailboxes, listRecipientBounces } from "./repo-planning.ts";

/** Each row's facts, in their order, and all that deciding about them needs beside the mailboxes. */
export async function loadBatchFacts(tx: Tx, { tenantId, now }: RunFrame, rows: readonly FactRow[]) {
  const loaded = await loadSendFacts(tx, tenantId, rows);
  const tenant = await loadTenantFacts(tx, tenantId);
  const returned = rows.filter((row) => row.cycle > 0).map((row) => row.outreach_id);
  const previous = await listPreviousCycleMailboxes(tx, tenantId, returned);
  const since = new Date(now.getTime() - recipientDomain.memoryMs);
  const bounces = await listRecipientBounces(tx, tenantId, recipientDomainsOf(rows), since);
  return {
    ...loaded,
    tenant,
    previousMailbox: new Map(previous.map((row) => [row.outreach_id, row.mailbox_id])),
    bounces: Map.groupBy(
      bounces.map((row) => ({ domain: row.recipient_domain, at: row.bounced_at, isHard: row.is_hard })),
      (bounce) => bounce.domain,
    ),
  };
}

/** Recipient domains that rules about recipient domains are for. */
function recipientDomainsOf(rows: readonly FactRow[]): string[] {
  const domains = rows.map((row) => recipientDomainOf(row.email ?? ""));
  return [...new Set(domains)].filter((domain) => !isFreeMailDomain(domain));
}

/** What the day has used so far, and what the half hour still takes. `spread`: what the run has placed and expects to place. */
export async function openTimetable(
  tx: Tx,
  frame: RunFrame,
  rows: readonly FactRow[],
  senders: LoadedSenders,
  spread: { expected: number; placed: number },
): Promise<Timetable> {
  const book = new DayBook(await listCapacityUse(tx, frame.tenantId, frame.day, recipientDomainsOf(rows)));
  const slotCap = book.used("slot", slotKey(frame)) + runAllowance(frame, senders, book).paced;
  return { book, ...spread, slotCap, lastScheduled: new Map() };
}
