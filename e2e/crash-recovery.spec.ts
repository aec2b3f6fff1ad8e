import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "playwright/test";
import { api, runJob } from "./support/api.ts";
import { sql } from "./support/database.ts";
import { OwnStack } from "./support/own-stack.ts";
import { createSender, csvOfProspects, openAllGates } from "./support/senders.ts";

const due = 500;
const stack = new OwnStack();

test.afterAll(() => stack.remove());

const count = async (condition: string): Promise<number> => {
  const [row] = await sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${condition}`, [], stack.credentials);
  return row?.n ?? -1;
};
const sent = () => count("outreach_emails WHERE status = 'sent'");
const open = () => count("outreach_emails WHERE status IN ('queued', 'claimed', 'sending')");
const stillDue = () => count("outreach WHERE next_send_at <= now() AND status IN ('cold', 'contacted')");

test("the whole stack is killed during 500 sends: no message twice, and everybody ends sent or with a reason", async () => {
  test.setTimeout(420_000);
  await stack.start();
  const as = stack.credentials;
  for (const domain of ["one.test", "two.test", "three.test"]) await createSender(domain, as);
  await openAllGates(as);
  await importProspects();
  await expect.poll(unverified, { timeout: 60_000, intervals: [500] }).toBe(0);
  await api("POST", "/api/jobs/run-sequencer/run", undefined, as);
  await expect.poll(sent, { timeout: 90_000, intervals: [20] }).toBeGreaterThan(60);
  stack.kill();
  const killedAt = new Date();

  await stack.start();
  expect(await sent()).toBeLessThan(due);
  await ageWhatTheDeadLeft(killedAt);
  await expect.poll(finish, { timeout: 150_000, intervals: [1_000] }).toBe(0);

  expect(acceptedMoreThanOnce()).toEqual([]);
  expect(
    await count(
      "(SELECT 1 FROM outreach_emails WHERE status <> 'cancelled' GROUP BY outreach_id HAVING count(*) > 1) AS t",
    ),
  ).toBe(0);
  expect(await count("outreach_emails WHERE status IN ('sent', 'unknown')")).toBe(due);
  expect(await count("outreach WHERE next_send_at IS NULL AND hold_reason IS NULL")).toBe(0);
  expect(await count("outreach_emails WHERE status = 'cancelled' AND status_reason IS NULL")).toBe(0);
});

async function unverified(): Promise<number> {
  await runJob("verify-prospects", stack.credentials);
  return count("outreach WHERE hold_reason = 'awaiting_verification'");
}

async function importProspects(): Promise<void> {
  const as = stack.credentials;
  const form = new FormData();
  form.set("file", new File([new Uint8Array(csvOfProspects("killed", due))], "due.csv", { type: "text/csv" }));
  await api("POST", "/api/prospects/imports", form, as);
  await expect.poll(() => count("prospects"), { timeout: 60_000, intervals: [500] }).toBe(due);
}

/** The claims and events of the dead, as old as the sweeps wait for. A lease lasts ten minutes from its claim. */
async function ageWhatTheDeadLeft(killedAt: Date): Promise<void> {
  const { credentials } = stack;
  await sql(
    `UPDATE outreach_emails SET lease_until = now() - interval '1 second', scheduled_at = now() - interval '6 minutes'
     WHERE status IN ('claimed', 'sending') AND lease_until <= $1::timestamptz + interval '10 minutes'`,
    [killedAt],
    credentials,
  );
  await sql(
    "UPDATE outreach_emails SET scheduled_at = now() - interval '6 minutes' WHERE status = 'queued'",
    [],
    credentials,
  );
}

/** Sweeps, plans, and answers how much is left. */
async function finish(): Promise<number> {
  await runJob("reconcile-sends", stack.credentials);
  await runJob("run-sequencer", stack.credentials);
  return (await open()) + (await stillDue());
}

/** From the provider's own book, which is written before it answers. */
function acceptedMoreThanOnce(): string[] {
  const lines = readFileSync(join(stack.dataDir, "simulator", "journal.jsonl"), "utf8").split("\n");
  const accepted = lines.flatMap((line) => {
    const entry = line === "" ? null : (JSON.parse(line) as { type: string; message?: { to: string } });
    return entry?.type === "message" && entry.message ? [entry.message.to] : [];
  });
  expect(new Set(accepted).size).toBeGreaterThan(60);
  return accepted.filter((to, index) => accepted.indexOf(to) !== index);
}
