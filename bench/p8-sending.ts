import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { EngineContext } from "#lib/engine/context.ts";
import { createMailPort } from "#lib/mail/create-mail-port.ts";
import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { openBenchContext } from "./bench-context.ts";
import { type BenchEnv, type BenchReport, of, race } from "./harness.ts";
import { dropReputationKeys } from "./reputation-keys.ts";
import { createSendingTenant, makeDue } from "./sending-data.ts";

const answerMs = 25;
const sends = 400;
const atOnce = 32;
const rounds = 5;

/** Messages from the queue to their record, 32 at a time, against a loop that posts to the same provider and does nothing else. */
export async function run(env: BenchEnv): Promise<BenchReport> {
  const bench = await openBenchContext(env, "p8");
  const sink = new Worker(new URL("sink.ts", import.meta.url), { workerData: { answerMs } });
  try {
    const [port] = await once(sink, "message");
    const url = `http://127.0.0.1:${port}`;
    const { tenantId } = await createSendingTenant(bench.pool, {
      domains: 8,
      mailboxesPerDomain: 8,
      prospects: sends * (rounds + 1),
      simulatorUrl: url,
    });
    const ctx: EngineContext = {
      ...bench.ctx,
      mail: createMailPort({ simulatorUrl: url, appUrl: bench.ctx.config.appUrl }),
      dns: { ...bench.ctx.dns, lookUpMailDomain: async (domain) => ({ kind: "accepts", mxHosts: [`mx.${domain}`] }) },
      publish: async () => {},
    };
    let queued: string[] = [];
    const measured = await race(
      [
        {
          name: "ours: claim, text, last check, provider, record",
          prepare: async () => {
            await makeDue(bench.pool, tenantId, sends);
            await runSequencer(ctx, { tenantId });
            // As autovacuum leaves tables that have been at work for more than a minute.
            await bench.pool.query("VACUUM (ANALYZE) outreach, outreach_emails, prospects");
            const { rows } = await bench.pool.query(
              "SELECT id FROM outreach_emails WHERE tenant_id = $1 AND status = 'queued' ORDER BY id",
              [tenantId],
            );
            queued = rows.map((row) => row.id as string);
            if (queued.length !== sends) throw new Error(`${queued.length} of ${sends} were queued`);
          },
          run: () => inTurns(queued, (id) => send(ctx, tenantId, id)),
        },
        {
          name: "bare loop posting to the provider",
          run: () =>
            inTurns(
              Array.from({ length: sends }, (_, i) => String(i)),
              (id) => post(url, id),
            ),
        },
      ],
      rounds,
    );
    const { rows } = await bench.pool.query(
      "SELECT count(*)::int AS sent FROM outreach_emails WHERE tenant_id = $1 AND status = 'sent'",
      [tenantId],
    );
    if (rows[0].sent !== sends * (rounds + 1)) throw new Error(`${rows[0].sent} messages are recorded as sent`);
    const perSecond = (name: string) => of(measured, name).perSecond;
    return {
      id: "P8",
      title: "Sending",
      sizes: [
        `${sends} queued first messages a round, 64 mailboxes of 8 domains, ${atOnce} at a time, each through claim, text, last check with every lock, hand-over over HTTP and record with reputation`,
        `provider: an HTTP server on a thread of its own that answers after ${answerMs} ms; the bare loop posts a message of the same size to it, ${atOnce} at a time`,
      ],
      measured: [...measured.values()],
      verdicts: [
        {
          name: "ours : bare loop",
          value:
            perSecond("ours: claim, text, last check, provider, record") /
            perSecond("bare loop posting to the provider"),
          atLeast: 0.25,
          aim: 0.5,
        },
      ],
    };
  } finally {
    await sink.terminate();
    await dropReputationKeys(bench.ctx.redis);
    await bench.close();
  }
}

async function inTurns(ids: readonly string[], work: (id: string) => Promise<void>): Promise<number> {
  let next = 0;
  const worker = async () => {
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) await work(id);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return ids.length;
}

async function send(ctx: EngineContext, tenantId: string, outreachEmailId: string): Promise<void> {
  const claimed = await claimSend(ctx, { tenantId, outreachEmailId });
  if (claimed.kind !== "claimed") throw new Error(`not claimed: ${JSON.stringify(claimed)}`);
  const text = await generateEmail(ctx, claimed.claim);
  if (text.kind !== "ready") throw new Error(`no text: ${JSON.stringify(text)}`);
  const outcome = await handOverSend(ctx, claimed.claim);
  if (outcome.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
}

const message = JSON.stringify({ message: { subject: "A question", text: "Some words. ".repeat(150) } });

async function post(url: string, _id: string): Promise<void> {
  const response = await fetch(`${url}/v1/send`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: message,
  });
  await response.text();
  if (response.status !== 202) throw new Error(`the sink answered ${response.status}`);
}
