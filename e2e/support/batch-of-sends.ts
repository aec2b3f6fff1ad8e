import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "playwright/test";
import { api, runJob } from "./api.ts";
import { sql } from "./database.ts";
import type { OwnStack } from "./own-stack.ts";
import { createSender, csvOfProspects, openAllGates } from "./senders.ts";

/** Hundreds of first messages on their way through a stack that is stopped in the middle of it, and what became of them. */
export class BatchOfSends {
  readonly #stack: OwnStack;
  readonly #due: number;

  constructor(stack: OwnStack, due: number) {
    this.#stack = stack;
    this.#due = due;
  }

  /** Imports and verifies everybody, plans, and waits until the first are sent. */
  async begin(sentBefore: number): Promise<void> {
    const as = this.#stack.credentials;
    for (const domain of ["one.test", "two.test", "three.test"]) await createSender(domain, as);
    await openAllGates(as);
    const form = new FormData();
    const file = new Uint8Array(csvOfProspects("batch", this.#due));
    form.set("file", new File([file], "due.csv", { type: "text/csv" }));
    await api("POST", "/api/prospects/imports", form, as);
    await expect.poll(() => this.count("prospects"), { timeout: 60_000, intervals: [500] }).toBe(this.#due);
    await expect.poll(() => this.#unverified(), { timeout: 60_000, intervals: [500] }).toBe(0);
    await api("POST", "/api/jobs/run-sequencer/run", undefined, as);
    await expect.poll(() => this.sent(), { timeout: 90_000, intervals: [20] }).toBeGreaterThan(sentBefore);
  }

  /** `FROM` and all that follows. */
  async count(condition: string): Promise<number> {
    const [row] = await sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${condition}`, [], this.#stack.credentials);
    return row?.n ?? -1;
  }

  sent(): Promise<number> {
    return this.count("outreach_emails WHERE status = 'sent'");
  }

  /** The claims and events of a stack that is gone, as old as the sweeps wait for. A lease lasts ten minutes from its claim. */
  async ageWhatWasLeft(stoppedAt: Date): Promise<void> {
    const { credentials } = this.#stack;
    await sql(
      `UPDATE outreach_emails SET lease_until = now() - interval '1 second', scheduled_at = now() - interval '6 minutes'
       WHERE status IN ('claimed', 'sending') AND lease_until <= $1::timestamptz + interval '10 minutes'`,
      [stoppedAt],
      credentials,
    );
    await sql(
      "UPDATE outreach_emails SET scheduled_at = now() - interval '6 minutes' WHERE status = 'queued'",
      [],
      credentials,
    );
  }

  /** Sweeps and plans until nothing is left; then nobody was written to twice, and everybody is sent, unknown or held for a reason. */
  async finish(): Promise<void> {
    await expect.poll(() => this.#left(), { timeout: 300_000, intervals: [1_000] }).toBe(0);
    expect(this.#acceptedMoreThanOnce()).toEqual([]);
    const live =
      "(SELECT 1 FROM outreach_emails WHERE status <> 'cancelled' GROUP BY outreach_id HAVING count(*) > 1) AS t";
    expect(await this.count(live)).toBe(0);
    expect(await this.count("outreach_emails WHERE status IN ('sent', 'unknown')")).toBe(this.#due);
    expect(await this.count("outreach WHERE next_send_at IS NULL AND hold_reason IS NULL")).toBe(0);
    expect(await this.count("outreach_emails WHERE status = 'cancelled' AND status_reason IS NULL")).toBe(0);
  }

  async #unverified(): Promise<number> {
    await runJob("verify-prospects", this.#stack.credentials);
    return this.count("outreach WHERE hold_reason = 'awaiting_verification'");
  }

  async #left(): Promise<number> {
    await runJob("reconcile-sends", this.#stack.credentials);
    await runJob("run-sequencer", this.#stack.credentials);
    const open = await this.count("outreach_emails WHERE status IN ('queued', 'claimed', 'sending')");
    return open + (await this.count("outreach WHERE next_send_at <= now() AND status IN ('cold', 'contacted')"));
  }

  /** From the provider's own book, which is written before it answers. */
  #acceptedMoreThanOnce(): string[] {
    const lines = readFileSync(join(this.#stack.dataDir, "simulator", "journal.jsonl"), "utf8").split("\n");
    const accepted = lines.flatMap((line) => {
      const entry = line === "" ? null : (JSON.parse(line) as { type: string; message?: { to: string } });
      return entry?.type === "message" && entry.message ? [entry.message.to] : [];
    });
    expect(new Set(accepted).size).toBeGreaterThan(60);
    return accepted.filter((to, index) => accepted.indexOf(to) !== index);
  }
}
