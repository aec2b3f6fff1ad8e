import type { Redis } from "ioredis";
import type { EngineContext } from "#lib/engine/context.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { openBenchContext } from "./bench-context.ts";
import { type BenchEnv, type BenchReport, of, race } from "./harness.ts";
import { dropReputationKeys } from "./reputation-keys.ts";
import { createSendingTenant, makeDue } from "./sending-data.ts";

const due = 500;
const rounds = 3;

/** Choosing the sender of 500 due prospects: what Redis is asked meanwhile. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "p4");
  try {
    const ctx: EngineContext = { ...bench.ctx, publish: async () => {} };
    const { tenantId } = await createSendingTenant(bench.pool, {
      domains: 10,
      mailboxesPerDomain: 5,
      prospects: due * (rounds + 1),
      simulatorUrl: "http://127.0.0.1:9",
    });
    const asked = countRoundTrips(ctx.redis);
    const roundTrips: number[] = [];
    const measured = await race(
      [
        {
          name: "planning 500 due prospects, everything stored",
          prepare: () => makeDue(bench.pool, tenantId, due),
          run: async () => {
            const before = asked.count;
            const { queued, passed_over } = await runSequencer(ctx, { tenantId });
            roundTrips.push(asked.count - before);
            if (queued !== due) throw new Error(`${queued} of ${due} were queued: ${JSON.stringify(passed_over)}`);
            return queued;
          },
        },
      ],
      rounds,
    );
    const { rows } = await bench.pool.query(
      "SELECT count(DISTINCT mailbox_id)::int AS mailboxes, count(*)::int AS rows FROM outreach_emails WHERE tenant_id = $1",
      [tenantId],
    );
    return {
      id: "P4",
      title: "Choosing the sender",
      sizes: [
        `${due} due first messages, 50 mailboxes of 10 domains; every choice stored with who was passed over and why`,
        `round trips to Redis of a whole run, which plans them in several batches: the greatest of ${rounds} runs after a first one, which finds Redis empty (${roundTrips[0]})`,
        `${rows[0].rows} rows over ${rows[0].mailboxes} mailboxes`,
      ],
      measured: [of(measured, "planning 500 due prospects, everything stored")],
      verdicts: [
        {
          name: "Redis round trips a run",
          value: Math.max(...roundTrips.slice(1)),
          unit: "",
          atLeast: 1,
          aim: 0,
          isCeiling: true,
        },
      ],
    };
  } finally {
    await dropReputationKeys(bench.ctx.redis);
    await bench.close();
  }
}

/** Counts what this client sends: a command or a script is a round trip. */
function countRoundTrips(redis: Redis): { count: number } {
  const asked = { count: 0 };
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (...args) => {
    asked.count += 1;
    return send(...args);
  };
  return asked;
}
