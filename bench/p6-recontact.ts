import type { EngineContext } from "#lib/engine/context.ts";
import { runRecontact } from "#lib/recontact/run-recontact.ts";
import { openBenchContext } from "./bench-context.ts";
import { type BenchEnv, type BenchReport, median, of, race } from "./harness.ts";
import { createSilentTenant, createWideTable, makeSilent } from "./recontact-data.ts";

const prospects = 143_000;
const rounds = 3;

/** Returning 143,000 silent prospects, in batches with every check, against one raw UPDATE of the older system's wide table. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "p6");
  const { pool } = bench;
  try {
    const tenantId = await createSilentTenant(pool, prospects);
    await createWideTable(pool, prospects);
    env.say(`${prospects} prospects written, twice`);
    const batches: number[] = [];
    const slowest: number[] = [];
    const ctx: EngineContext = {
      ...bench.ctx,
      forTenant: async (id, work, options) => {
        const start = performance.now();
        const result = await bench.ctx.forTenant(id, work, options);
        batches.push(performance.now() - start);
        return result;
      },
    };
    const measured = await race(
      [
        {
          name: "ours: run-recontact",
          prepare: () => makeSilent(pool, tenantId),
          run: async () => {
            batches.length = 0;
            const { reset } = await runRecontact(ctx, { tenantId });
            if (reset !== prospects) throw new Error(`${reset} of ${prospects} were reset`);
            slowest.push(Math.max(...batches));
            return reset;
          },
        },
        {
          name: "one UPDATE of the wide table",
          prepare: () => pool.query("VACUUM wide_outreach"),
          run: async () => (await pool.query(wideReset)).rowCount ?? 0,
        },
      ],
      rounds,
    );
    const perSecond = (name: string) => of(measured, name).perSecond;
    return {
      id: "P6",
      title: "Re-contact reset",
      sizes: [
        `${prospects.toLocaleString("en-US")} prospects, silent for 91 to 120 days, reset by run-recontact in batches of its own size, eligibility checked again on every row, under row-level security`,
        "one UPDATE: the same columns of a table that also holds the profile (44 columns) and has the older system's nine indexes, one transaction, no checks",
        "a batch: its transaction from begin to commit; the slowest of each run, the median of the runs",
      ],
      measured: [...measured.values()],
      verdicts: [
        {
          name: "ours : one UPDATE, rows",
          value: perSecond("ours: run-recontact") / perSecond("one UPDATE of the wide table"),
          atLeast: 1.5,
          aim: 2,
        },
        { name: "slowest batch", value: median(slowest.slice(1)), unit: "ms", atLeast: 150, isCeiling: true },
      ],
    };
  } finally {
    await bench.close();
  }
}

const wideReset = `
  UPDATE wide_outreach SET status = 'cold', outreach_sequence_step = 0, re_contact_cycle = re_contact_cycle + 1, cycle_reset_at = now(),
    last_email_opened_at = NULL, last_email_clicked_at = NULL, email_open_count = 0, generation_failures = 0, updated_at = now()
  WHERE tenant_id = '00000000-0000-7000-8000-000000000006'`;
