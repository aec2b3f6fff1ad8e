import type { Tx } from "#lib/db/types.ts";
import { type PlannedMatch, replan } from "./plan-matches.ts";
import { type EventRow, type EventSource, insertEvents, insertNewEvents, updateVerdicts } from "./repo-events.ts";
import { selectStoredByFingerprint } from "./repo-parked.ts";
import type { IncomingEvent } from "./types.ts";

/** `parked`: what is new and of no known message. */
export type StoredPost = { planned: PlannedMatch[]; parked: IncomingEvent[] };

/**
 * `assumed`: whoever is of a known message and was not found with it is new; should one be stored all the same, the transaction is lost
 * to a unique violation. `checked`: each is looked for. Only what was parked, or an id used twice, tells them apart.
 */
export type Novelty = "assumed" | "checked";

/**
 * Stores the events of a post in one statement, matched ones with their verdicts, unmatched ones parked. When some turn out to be
 * stored already (parked before their message was known, or an id used twice), the plans are made again without them.
 */
export async function storeEvents(
  tx: Tx,
  source: EventSource,
  { planned, unmatched, novelty }: { planned: PlannedMatch[]; unmatched: IncomingEvent[]; novelty: Novelty },
): Promise<StoredPost> {
  const rows = [...planned.flatMap(toRows), ...unmatched.map(parkedRow)];
  rows.sort((a, b) => (a.event.fingerprint < b.event.fingerprint ? -1 : 1));
  if (novelty === "assumed" && unmatched.length === 0) {
    await insertNewEvents(tx, source, rows);
    return { planned, parked: [] };
  }
  const fresh = await insertEvents(tx, source, rows);
  if (fresh === null) return { planned, parked: unmatched };
  const isNew = (event: IncomingEvent) => fresh.has(event.fingerprint);
  const again = planned.flatMap((match) => replan(match, isNew) ?? []);
  await correctVerdicts(tx, source.tenantId, planned, again);
  return { planned: again, parked: unmatched.filter(isNew) };
}

/** The rows of a match as they are stored: the scopes are the ledger row's, fixed when the message was handed over. */
export function toRows({ plan, events }: PlannedMatch): EventRow[] {
  const { id, mailboxScope, domainScope, connectionScope } = plan.message;
  return events.map((event) => {
    const verdict = plan.verdicts.get(event.fingerprint);
    return {
      event,
      outreachEmailId: id,
      metric: verdict?.metric ?? null,
      machineReason: verdict?.machineReason ?? null,
      mailboxScope,
      domainScope,
      connectionScope,
    };
  });
}

function parkedRow(event: IncomingEvent): EventRow {
  const { machineReason } = event;
  return {
    event,
    outreachEmailId: null,
    metric: null,
    machineReason,
    mailboxScope: null,
    domainScope: null,
    connectionScope: null,
  };
}

/** Rows were stored with the verdicts of the first plan; where the second one differs they get its. */
async function correctVerdicts(tx: Tx, tenantId: string, first: PlannedMatch[], second: PlannedMatch[]): Promise<void> {
  const before = new Map(first.flatMap((match) => [...match.plan.verdicts]));
  const wrong = second.flatMap(toRows).filter((row) => {
    const verdict = before.get(row.event.fingerprint);
    return verdict?.metric !== row.metric || verdict.machineReason !== row.machineReason;
  });
  if (wrong.length === 0) return;
  const ids = await selectStoredByFingerprint(
    tx,
    tenantId,
    wrong.map((row) => row.event),
  );
  const verdicts = wrong.flatMap((row) => {
    const id = ids.get(row.event.fingerprint);
    return id === undefined
      ? []
      : [{ id, occurredAt: row.event.occurredAt, metric: row.metric, machineReason: row.machineReason }];
  });
  await updateVerdicts(tx, tenantId, verdicts);
}
