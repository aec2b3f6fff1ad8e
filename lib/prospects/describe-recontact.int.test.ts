import { describe, expect, it } from "vitest";
import { createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { prospectDetail } from "./contract-detail.ts";
import { getProspect } from "./get-prospect.ts";

const ctx = createTestContext();

describe("what re-contact does", () => {
  const rested = new Date("2026-03-10T00:00:00Z");
  const finished = {
    next_send_at: null,
    status: "contacted",
    outreach_sequence_step: 3,
    hold_reason: "sequence_finished",
  };

  async function nextOf(outreach: object, settings: object, given = ctx) {
    const tenantId = await createTestTenant(ctx, { send_timezone: "America/Chicago", ...settings });
    const { prospect } = await createTestProspect(ctx, tenantId, {
      ...finished,
      last_email_sent_at: rested,
      ...outreach,
    });
    const detail = await getProspect(given, { tenantId, prospectId: prospect.id });
    expect(prospectDetail.parse(detail)).toEqual(detail);
    return detail.next;
  }

  it("returns with the next daily run, and no step waits", async () => {
    const next = await nextOf({}, { recontact_daily_release: 100 });
    expect(next).toMatchObject({
      sentence: "Sequence finished: nothing follows step 3.",
      clears: "the next re-contact run",
      recontact_at: "2026-06-08T00:00:00.000Z",
      recontact: { is_rested: true, run_at: "2026-06-11T10:00:00.000Z", daily_release: 100, refusal: null },
    });
  });

  it("says when it comes while the cooldown lasts, and what else ends a hold", async () => {
    const held = { outreach_sequence_step: 2, hold_reason: "engagement_gate" };
    const next = await nextOf({ ...held, last_email_sent_at: new Date("2026-06-10T00:00:00Z") }, {});
    expect(next).toMatchObject({
      recontact_at: "2026-09-08T00:00:00.000Z",
      recontact: { is_rested: false, run_at: "2026-09-08T10:00:00.000Z", daily_release: null, refusal: null },
      clears: "a human open or click in this cycle, or turning the gate off",
    });
  });

  const unavailable = { ...ctx, config: { ...ctx.config, isRecontactEnabled: false } };
  it.each([
    ["its cycles are used up", { re_contact_cycle: 4 }, {}, ctx, "cycles_over"],
    ["re-contact is off", {}, { recontact_enabled: false }, ctx, "recontact_off"],
    ["it is off for the installation", {}, {}, unavailable, "recontact_unavailable"],
    ["the engine is off", {}, { is_active: false }, ctx, "engine_off"],
  ])("does not return: %s", async (_name, outreach, settings, given, reason) => {
    const next = await nextOf(outreach, settings, given);
    expect(next).toMatchObject({ recontact_at: null, recontact: { run_at: null, refusal: { reason } } });
    expect(next.clears).toBe(next.recontact?.refusal?.clears);
  });
});
