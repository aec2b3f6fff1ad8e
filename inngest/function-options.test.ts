import { describe, expect, it } from "vitest";
import { engineFunctions } from "./engine-functions.ts";
import {
  emailQueued,
  importReceived,
  runRequested,
  settingsChanged,
  statesChanged,
  toRunnerEvent,
  troubleReported,
} from "./events.ts";

const functions = engineFunctions(() => {
  throw new Error("the context is asked for at run time only");
});

function optionsOf(id: string) {
  const found = functions.find((fn) => fn.id() === id);
  if (!found) throw new Error(`no function ${id}`);
  return found.opts;
}

const oneATenant = { key: "event.data.tenant_id", limit: 1 };

describe("a function's options", () => {
  it.each(
    [
      ["reconcile-sends", "match-parked-events", "verify-prospects", "recompute-next-send", "run-recontact"],
      ["evaluate-health", "roll-up-reputation", "check-reputation-drift", "daily-upkeep", "evaluate-alerts"],
    ].flat(),
  )("%s: one at a time per tenant, tried again three times", (id) => {
    expect(optionsOf(id)).toMatchObject({ concurrency: oneATenant, retries: 3 });
  });

  it("import-prospects: one file of a tenant after the other", () => {
    expect(optionsOf("import-prospects")).toMatchObject({
      triggers: [importReceived],
      concurrency: oneATenant,
      retries: 3,
    });
  });

  it("send-email: by its own event, tried again, never held back by another mailbox", () => {
    expect(optionsOf("send-email")).toMatchObject({ triggers: [emailQueued], retries: 3 });
    expect(optionsOf("send-email")).not.toHaveProperty("singleton");
  });

  it("settings-changed: once for many changes, seconds after the last, half a minute after the first at most", () => {
    expect(optionsOf("settings-changed")).toMatchObject({
      triggers: [settingsChanged],
      debounce: { key: "event.data.tenant_id", period: "3s", timeout: "30s" },
    });
  });

  it("states-changed: once for many states, seconds after the last, half a minute after the first at most", () => {
    expect(optionsOf("states-changed")).toMatchObject({
      triggers: [statesChanged],
      debounce: { key: "event.data.tenant_id", period: "3s", timeout: "30s" },
    });
  });

  it("trouble-reported: once for many bounces, seconds after the last of them, five after the first at most", () => {
    expect(optionsOf("trouble-reported")).toMatchObject({
      triggers: [troubleReported],
      debounce: { key: "event.data.tenant_id", period: "3s", timeout: "5s" },
    });
  });

  it.each([
    ["dispatch-sequencer", "*/30 * * * *"],
    ["dispatch-roll-up", "10 * * * *"],
    ["dispatch-drift-check", "40 * * * *"],
    ["dispatch-recontact", "0 * * * *"],
    ["dispatch-upkeep", "*/5 * * * *"],
    ["dispatch-daily-upkeep", "50 3 * * *"],
  ])("%s: a clock of which a second tick waits for no first", (id, cron) => {
    expect(optionsOf(id)).toMatchObject({ triggers: [{ cron }], singleton: { mode: "skip" }, retries: 3 });
  });

  it("tend-event-partitions: once a day, before the upkeep that checks its work", () => {
    expect(optionsOf("tend-event-partitions").triggers).toEqual([{ cron: "20 3 * * *" }]);
  });
});

describe("an event's schema", () => {
  const tenant_id = "018f0000-0000-7000-8000-000000000001";
  const mail = {
    tenant_id,
    outreach_email_id: tenant_id,
    mailbox_id: tenant_id,
    scheduled_at: "2026-06-10T16:00:00.000Z",
  };

  it.each([
    ["a message", emailQueued, mail],
    ["an import", importReceived, { tenant_id, import_id: tenant_id }],
    ["a change of settings", settingsChanged, { tenant_id }],
    ["a change of states", statesChanged, { tenant_id }],
    ["who is to be worked out again", runRequested["recompute-next-send"], { tenant_id, who: "put_off" }],
    ["a report of trouble", troubleReported, { tenant_id }],
    ["a run that has a row", runRequested["run-sequencer"], { tenant_id, run_id: tenant_id }],
    ["a run that has none yet", runRequested["verify-prospects"], { tenant_id }],
  ])("takes %s, and none without its tenant", (_name, event, data) => {
    expect(event.schema.safeParse(data).success).toBe(true);
    expect(event.schema.safeParse({ ...data, tenant_id: undefined }).success).toBe(false);
    expect(event.schema.safeParse({ ...data, tenant_id: "1' OR '1'='1" }).success).toBe(false);
  });

  it.each([{ scheduled_at: "soon" }, { mailbox_id: "box" }, { outreach_email_id: 7 }])(
    "takes no message with %j",
    (change) => {
      expect(emailQueued.schema.safeParse({ ...mail, ...change }).success).toBe(false);
    },
  );
});

describe("an event's id", () => {
  const [tenantId, importId] = ["018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002"];
  const slotStart = new Date("2026-06-10T16:00:00Z").getTime();
  const idAt = (event: Parameters<typeof toRunnerEvent>[0], ms: number) =>
    toRunnerEvent(event, new Date(slotStart + ms)).id;

  it("is one for an import within four minutes, another after them", () => {
    const received = { type: "importReceived", tenantId, importId } as const;
    expect(idAt(received, 239_999)).toBe(idAt(received, 0));
    expect(idAt(received, 240_000)).not.toBe(idAt(received, 0));
  });

  it("is one for a run for ever: its row is begun once", () => {
    const asked = { type: "jobRequested", tenantId, functionId: "run-sequencer", runId: importId } as const;
    expect(idAt(asked, 86_400_000)).toBe(idAt(asked, 0));
  });

  it("is another for every change of settings: none of them may be lost", () => {
    const changed = { type: "settingsChanged", tenantId } as const;
    expect(idAt(changed, 0)).not.toBe(idAt(changed, 0));
  });

  it("is another for every change of states: who waits for the last one must hear of it", () => {
    const changed = { type: "statesChanged", tenantId } as const;
    expect(idAt(changed, 0)).not.toBe(idAt(changed, 0));
  });

  it("is another for every report of trouble: the last one must find its bounces judged", () => {
    const reported = { type: "troubleReported", tenantId } as const;
    expect(idAt(reported, 0)).not.toBe(idAt(reported, 0));
  });
});
