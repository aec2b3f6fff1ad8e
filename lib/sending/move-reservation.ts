import type { Tx } from "#lib/db/types.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { claimsOf } from "./capacity-claims.ts";
import { loadSenders } from "./load-senders.ts";
import { usesOf } from "./release-capacity.ts";
import {
  findCampaignLimit,
  giveBack,
  listReservations,
  lockCapacityDays,
  noteReservations,
  setCapacityDay,
} from "./repo-capacity.ts";
import { type Reservation, reserveCapacity } from "./reserve-capacity.ts";

export type LedgerReservation = {
  id: string;
  tenant_id: string;
  mailbox_id: string;
  campaign_id: string | null;
  recipient_domain: string;
};

/**
 * A message that is handed over on another day than it was planned for takes its reservation along (SPEC §5). `newDay` is the calendar
 * day of `now` in send_timezone, `2026-06-10`. Full there, by the caps of that day's health: nothing changes, and the caller cancels the
 * row.
 */
export async function moveReservation(
  tx: Tx,
  row: LedgerReservation,
  newDay: string,
  { now, health }: { now: Date; health: HealthMaps },
): Promise<Reservation> {
  const tenantId = row.tenant_id;
  const held = await listReservations(tx, tenantId, [row.id]);
  if (held[0]?.day === newDay) return { kind: "reserved" };
  await lockCapacityDays(tx, tenantId, [newDay, ...held.map((reserved) => reserved.day)]);
  const settings = await loadSettings(tx, tenantId);
  const senders = await loadSenders(tx, tenantId, { settings, health, now, ofMailboxIds: [row.mailbox_id] });
  const campaign =
    row.campaign_id === null
      ? null
      : { id: row.campaign_id, dailyLimit: await findCampaignLimit(tx, tenantId, row.campaign_id) };
  const claims = claimsOf(
    { mailboxId: row.mailbox_id, campaign, recipientDomain: row.recipient_domain },
    senders,
    settings,
  );
  const reservation = await reserveCapacity(tx, { tenantId, day: newDay, claims });
  if (reservation.kind === "full") return reservation;
  await giveBack(tx, tenantId, usesOf(held));
  await setCapacityDay(tx, tenantId, [row.id], newDay);
  const domain = senders.domains.get(senders.senders.get(row.mailbox_id)?.domainId ?? "");
  if (domain) await noteReservations(tx, tenantId, [], [domain], now);
  return reservation;
}
