import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { loadSendFacts } from "#lib/sequencing/load-facts.ts";
import { type DueLane, lockDueRows } from "#lib/sequencing/repo-planning.ts";
import { openBenchContext } from "./bench-context.ts";
import { createProspects, dueBand } from "./due-selection-data.ts";
import { type BenchEnv, type BenchReport, type Contender, of, race } from "./harness.ts";

const prospects = Number(process.env.P5_PROSPECTS ?? 2_800_000);
const rows = 500;
const followups: DueLane = { kind: "followup" };
const firstMessages: DueLane = { kind: "first", isReturned: false, band: dueBand };

/** Selecting 500 due prospects of 2.8 million: against a bare index-only scan of as many keys, and against the plan's query. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "p5");
  try {
    const tenantId = await createProspects(bench.pool, prospects);
    env.say(`${prospects} prospects written`);
    const now = new Date();
    const lock = (lane: DueLane) => (tx: Tx) =>
      lockDueRows(tx, { tenantId, lane, now, limit: rows, withoutCampaigns: [] });
    const lane = new InTransaction(bench.ctx, tenantId);
    const measured = await race(
      [
        lane.contender("bare index-only scan, follow-ups", (tx) => bareFollowups(tx, tenantId, now)),
        lane.contender("bare index-only scan, first messages", (tx) => bareFirst(tx, tenantId, now)),
        lane.contender("ours, follow-ups", lock(followups)),
        lane.contender("ours, first messages", lock(firstMessages)),
        lane.contender("ours, follow-ups, with all that planning adds", async (tx) => {
          const found = await lock(followups)(tx);
          return (await loadSendFacts(tx, tenantId, found)).facts;
        }),
        lane.contender("plan's query", (tx) => planQuery(tx, tenantId, now)),
      ],
      7,
    );
    await lane.close();
    const ms = (name: string) => of(measured, name).medianMs;
    return {
      id: "P5",
      title: "Selecting 500 due prospects",
      sizes: [
        `${prospects.toLocaleString("en-US")} prospects of one tenant: 20 % wait for a first message, 20 % for verification, 36 % are contacted (finished, held by the gate or waiting), the rest left the sequence; about 10,000 follow-ups and as many first messages are due, a tenth of each of twenty imports`,
        `${rows} rows each. Bare scan: next_send_at and id, the key of the due index. Ours: every column that planning reads of outreach and prospect, engagement gate decided, rows locked with SKIP LOCKED. All under row-level security, the statement alone timed, in an open transaction`,
        "the plan's query: the gate's OR clause on step and engagement, delay, reply and unsubscribe, not suppressed, oldest message first, same row locks; it has the plan's index",
      ],
      measured: [...measured.values()],
      verdicts: [
        {
          name: "ours : bare scan, follow-ups",
          value: ms("ours, follow-ups") / ms("bare index-only scan, follow-ups"),
          atLeast: 5,
          aim: 3,
          isCeiling: true,
        },
        {
          name: "ours : bare scan, first messages",
          value: ms("ours, first messages") / ms("bare index-only scan, first messages"),
          atLeast: 5,
          aim: 3,
          isCeiling: true,
        },
        { name: "plan's query : ours", value: ms("plan's query") / ms("ours, follow-ups"), atLeast: 50 },
      ],
    };
  } finally {
    await bench.close();
  }
}

/** Runs contenders each in a transaction that is opened before and rolled back after the clock runs. */
class InTransaction {
  readonly #ctx: EngineContext;
  readonly #tenantId: string;
  #tx: Tx | null = null;
  #end: () => Promise<void> = async () => {};

  constructor(ctx: EngineContext, tenantId: string) {
    this.#ctx = ctx;
    this.#tenantId = tenantId;
  }

  contender(name: string, work: (tx: Tx) => Promise<readonly unknown[]>): Contender {
    return {
      name,
      prepare: () => this.#reopen(),
      run: async () => {
        const found = await work(this.#tx as Tx);
        if (found.length !== rows) throw new Error(`${name} found ${found.length} rows`);
        return found.length;
      },
    };
  }

  async close(): Promise<void> {
    await this.#end();
  }

  async #reopen(): Promise<void> {
    await this.#end();
    const opened = Promise.withResolvers<Tx>();
    const finish = Promise.withResolvers<void>();
    const done = this.#ctx.forTenant(
      this.#tenantId,
      async (tx) => {
        opened.resolve(tx);
        await finish.promise;
      },
      { timeoutMs: 120_000 },
    );
    this.#end = () => {
      finish.resolve();
      return done;
    };
    this.#tx = await opened.promise;
  }
}

function bareFollowups(tx: Tx, tenantId: string, now: Date): Promise<unknown[]> {
  return tx.$queryRaw`
    SELECT next_send_at, id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'contacted' AND next_send_at IS NOT NULL
      AND next_send_at <= ${now}::timestamptz ORDER BY next_send_at, id LIMIT ${rows}::int`;
}

function bareFirst(tx: Tx, tenantId: string, now: Date): Promise<unknown[]> {
  return tx.$queryRaw`
    SELECT next_send_at, id FROM outreach WHERE tenant_id = ${tenantId}::uuid AND status = 'cold' AND (re_contact_cycle > 0) IS FALSE AND send_band = ${dueBand}::smallint
      AND next_send_at IS NOT NULL AND next_send_at <= ${now}::timestamptz ORDER BY next_send_at, id LIMIT ${rows}::int`;
}

/** Phase 2 of the plan, as SQL: who has waited the shortest delay, with the gate's OR; exact delays are worked out after the LIMIT. */
function planQuery(tx: Tx, tenantId: string, now: Date): Promise<unknown[]> {
  return tx.$queryRaw`
    SELECT o.*, p.* FROM outreach o JOIN prospects p ON p.id = o.prospect_id
    WHERE o.tenant_id = ${tenantId}::uuid AND o.status = 'contacted' AND o.outreach_sequence_step >= 1 AND o.outreach_sequence_step < 3
      AND o.last_email_sent_at <= ${now}::timestamptz - interval '36 hours' AND o.last_email_replied_at IS NULL AND NOT o.email_unsubscribed
      AND p.email IS NOT NULL
      AND (o.outreach_sequence_step < 2 OR o.last_email_opened_at IS NOT NULL OR o.last_email_clicked_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM suppressions s WHERE s.tenant_id = o.tenant_id AND s.kind = 'email' AND s.value = p.email_key)
    ORDER BY o.last_email_sent_at LIMIT ${rows}::int FOR UPDATE OF o SKIP LOCKED`;
}
