import type { EngineContext } from "#lib/engine/context.ts";
import type { EngineEvent } from "#lib/engine/events.ts";
import { evaluateHealth } from "#lib/health/evaluate-health.ts";
import { recomputeTenant } from "#lib/jobs/recompute-tenant.ts";
import { processImport } from "#lib/prospects/process-import.ts";
import { verifyProspects } from "#lib/verification/verify-prospects.ts";
import { count, perform, type World } from "./world.ts";

type TenantJob = (ctx: EngineContext, target: { tenantId: string }) => Promise<unknown>;

const debounceMs = 3_000;
/** Equal events within this time are one (inngest/events.ts). */
const sameEventMs = 4 * 60_000;

/** The job runner's side of `publish`: what an event starts, as the functions in inngest/functions say. */
export class Runner {
  readonly #world: World;
  readonly #known = new Set<string>();
  readonly #debounced = new Set<string>();
  #runs = 0;

  constructor(world: World) {
    this.#world = world;
  }

  publish(events: readonly EngineEvent[], at: number): void {
    for (const event of events) this.#take(event, at);
  }

  #take(event: EngineEvent, at: number): void {
    switch (event.type) {
      case "emailQueued":
        this.#queueSend(event, at);
        break;
      case "settingsChanged":
        this.#debounce(event.tenantId, "recompute-next-send", at, recomputeTenant);
        break;
      case "statesChanged":
        this.#debounce(event.tenantId, "recompute-put-off", at, (ctx, target) =>
          recomputeTenant(ctx, { ...target, who: "put_off" }),
        );
        break;
      case "troubleReported":
        this.#debounce(event.tenantId, "evaluate-health", at, evaluateHealth);
        break;
      case "importReceived":
        this.#later(event.tenantId, "process-import", at, async (when) => {
          await this.#job("process-import", event.tenantId, when, (ctx) => processImport(ctx, event));
          await this.#job("verify-prospects", event.tenantId, when, (ctx) => verifyProspects(ctx, event));
        });
    }
  }

  /** Once for equal events close together, unless the fault is that they come twice. */
  #queueSend(event: Extract<EngineEvent, { type: "emailQueued" }>, at: number): void {
    const world = this.#world;
    const id = `${event.outreachEmailId} ${Math.floor(at / sameEventMs)}`;
    if (this.#known.has(id) && !world.options.faults.includes("publish")) return;
    this.#known.add(id);
    if (this.#known.size > 20_000) this.#known.clear();
    this.#runs += 1;
    const run = {
      tenantId: event.tenantId,
      emailId: event.outreachEmailId,
      mailboxId: event.mailboxId,
      scheduledAt: event.scheduledAt.getTime(),
      runId: `run-${this.#runs}`,
      attempt: 0,
      claim: null,
      isWritten: false,
    };
    world.agenda.add(Math.max(at, run.scheduledAt), { kind: "send", run });
  }

  #debounce(tenantId: string, name: string, at: number, job: TenantJob): void {
    const key = `${name} ${tenantId}`;
    if (this.#debounced.has(key)) return;
    this.#debounced.add(key);
    this.#later(tenantId, name, at + debounceMs, async (when) => {
      this.#debounced.delete(key);
      await this.#job(name, tenantId, when, (ctx) => job(ctx, { tenantId }));
    });
  }

  #later(tenantId: string, name: string, at: number, work: (when: number) => Promise<void>): void {
    this.#world.agenda.add(at, { kind: "job", name, tenantId, perform: work });
  }

  /** A job that fails is tried again, as the runner does. */
  async #job(name: string, tenantId: string, at: number, work: Parameters<typeof perform>[2]): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const ended = await perform(this.#world, { name, at: at + attempt * 1_000, subject: null }, work);
      if (ended.kind === "done") return;
    }
    count(this.#world, `given up: ${name} (${tenantId.slice(0, 8)})`);
  }
}
