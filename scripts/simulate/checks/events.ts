import { emailIdOf } from "../provider.ts";
import { type MessageTruth, type ToldEvent, typeOf } from "../truth.ts";
import type { World } from "../world.ts";
import { found } from "./violations.ts";

type Stored = { email_id: string; type: string; second: string; url: string; agent: string; n: number };
type Ledger = {
  id: string;
  tenant_id: string;
  outreach_id: string;
  to_email: string;
  delivered: string | null;
  opened: string | null;
  machine_opened: string | null;
  clicked: string | null;
  bounced: string | null;
  complained: string | null;
  open_count: number;
  is_suppressed: boolean;
};

const batch = 5_000;

/**
 * Every event that was answered with 200 since the last check is stored once, and the ledger says of its message what the acknowledged
 * events say. Messages that wait for the next check: with events that were posted without an answer, and with events that are parked
 * because they name the message in a way the product has not learned yet.
 */
export async function checkEvents(world: World, at: number): Promise<void> {
  const parked = await parkedMessages(world);
  const mustWait = ({ outreachEmailId: id }: ToldEvent) => world.unsettled.has(id) || parked.has(id);
  const events = world.acknowledged.filter((event) => !mustWait(event));
  world.acknowledged = world.acknowledged.filter(mustWait);
  const byMessage = Map.groupBy(events, (event) => event.outreachEmailId);
  const ids = [...byMessage.keys()];
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch);
    await checkStored(world, at, new Map(some.map((id) => [id, byMessage.get(id) ?? []])));
    await checkLedger(world, at, some);
  }
}

/** Messages of which an event is stored without them, after parked events have been tried again. */
async function parkedMessages(world: World): Promise<Set<string>> {
  const { rows } = await world.pool.query<{ name: string }>(
    "SELECT DISTINCT payload->>'sg_message_id' AS name FROM email_events WHERE outreach_email_id IS NULL",
  );
  return new Set(rows.map(({ name }) => emailIdOf(name)));
}

async function checkStored(world: World, at: number, told: ReadonlyMap<string, ToldEvent[]>): Promise<void> {
  const { rows } = await world.pool.query<Stored>(
    `SELECT outreach_email_id AS email_id, type, payload->>'timestamp' AS second, COALESCE(payload->>'url', '') AS url,
       COALESCE(payload->>'useragent', '') AS agent, count(*)::int AS n
     FROM email_events WHERE outreach_email_id = ANY ($1::uuid[]) GROUP BY 1, 2, 3, 4, 5`,
    [[...told.keys()]],
  );
  const stored = new Map(
    rows.map((row) => [`${row.email_id} ${row.type} ${row.second} ${row.url} ${row.agent}`, row.n]),
  );
  for (const event of [...told.values()].flat()) {
    const n = stored.get(`${event.outreachEmailId} ${typeOf(event)} ${event.second} ${event.url} ${event.agent}`) ?? 0;
    if (n === 1) continue;
    const invariant = n === 0 ? "no acknowledged event lost" : "no event stored twice";
    report(
      world,
      event.outreachEmailId,
      at,
      invariant,
      `${event.name} of ${new Date(event.second * 1_000).toISOString()} is stored ${n} times`,
    );
  }
}

async function checkLedger(world: World, at: number, ids: string[]): Promise<void> {
  const seconds = (column: string) => `floor(extract(epoch FROM e.${column}))::bigint::text`;
  const { rows } = await world.pool.query<Ledger>(
    `SELECT e.id, e.tenant_id, e.outreach_id, e.to_email, ${seconds("delivered_at")} AS delivered, ${seconds("opened_at")} AS opened,
       ${seconds("machine_opened_at")} AS machine_opened, ${seconds("clicked_at")} AS clicked, ${seconds("bounced_at")} AS bounced,
       ${seconds("complained_at")} AS complained, e.open_count,
       EXISTS (SELECT 1 FROM suppressions s WHERE s.tenant_id = e.tenant_id AND s.kind = 'email' AND s.value = e.to_email) AS is_suppressed
     FROM outreach_emails e WHERE e.id = ANY ($1::uuid[])`,
    [ids],
  );
  for (const row of rows) {
    const truth = world.truths.get(row.id);
    const difference = truth && differenceOf(truth, row);
    if (difference) report(world, row.id, at, "acknowledged events have their effect", difference);
  }
}

/** The first field in which the ledger says something else than the events. */
function differenceOf(truth: MessageTruth, row: Ledger): string | null {
  const fields: [string, string | number | null, string | number | null][] = [
    ["delivered_at", truth.deliveredAt, row.delivered],
    ["opened_at", truth.openedAt, row.opened],
    ["machine_opened_at", truth.machineOpenedAt, row.machine_opened],
    ["clicked_at", truth.clickedAt, row.clicked],
    ["bounced_at", truth.bouncedAt, row.bounced],
    ["complained_at", truth.complainedAt, row.complained],
    ["open_count", truth.openCount, row.open_count],
  ];
  for (const [name, told, stored] of fields) {
    const same = told === null ? stored === null : Number(stored) === told && stored !== null;
    if (!same) return `${name}: told ${told}, ledger has ${stored}`;
  }
  const mustBeSuppressed = truth.isHardBounced || truth.complainedAt !== null || truth.isUnsubscribed;
  return mustBeSuppressed && !row.is_suppressed
    ? `${row.to_email} bounced, complained or unsubscribed and is not suppressed`
    : null;
}

function report(world: World, emailId: string, at: number, invariant: string, detail: string): void {
  const message = world.provider.byMessage.get(emailId);
  found(world, {
    invariant,
    tenantId: message?.tenantId ?? "",
    outreachId: message?.outreachId ?? null,
    emailId,
    at,
    detail: `${detail} (message ${emailId})`,
  });
}
