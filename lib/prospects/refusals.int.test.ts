import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/shared/actor.ts";
import { createTestEmail, createTestProspect, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { changeProspect } from "./change-prospect.ts";
import { getProspect } from "./get-prospect.ts";
import { returnToSequence } from "./return-to-sequence.ts";
import { suppressProspect } from "./suppress-prospect.ts";
import { verifyProspect } from "./verify-prospect.ts";

const ctx = createTestContext();
const tenantId = await createTestTenant(ctx);
const actor: Actor = { kind: "user", id: crypto.randomUUID(), label: "ann@example.test", role: "operator" };
const asked = (prospectId: string) => ({ tenantId, actor, prospectId });
const detailOf = (prospectId: string) => getProspect(ctx, { tenantId, prospectId });
const idle = { next_send_at: null, outreach_sequence_step: 1 };

async function bounced() {
  const { prospect, outreach } = await createTestProspect(ctx, tenantId, { ...idle, status: "bounced" });
  const to_email = prospect.email ?? "";
  await createTestEmail(ctx, tenantId, outreach.id, { to_email, bounced_at: ctx.now(), bounce_type: "hard" });
  return prospect;
}

/** What the API answers to each of them: null when it does it. */
async function answers(prospectId: string) {
  const detail = (error: Error) => error.message;
  return {
    return: await returnToSequence(ctx, { ...asked(prospectId), reason: "a test" }).then(() => null, detail),
    verify: await verifyProspect(ctx, asked(prospectId)).then(() => null, detail),
  };
}

describe("what the page says cannot be done is what is refused", () => {
  it.each<[string, object, object]>([
    ["a new one", {}, {}],
    ["one in the sequence", { ...idle, status: "contacted", next_send_at: ctx.now() }, {}],
    ["one who is stopped", { ...idle, status: "contacted", hold_reason: "manual_stop" }, {}],
    ["a lost one", { ...idle, status: "lost" }, {}],
    ["a won one", { ...idle, status: "won" }, {}],
    ["one who unsubscribed", { ...idle, status: "unsubscribed", email_unsubscribed: true }, {}],
    ["one without an address", { ...idle, status: "lost" }, { email: null, email_key: null }],
  ])("%s", async (_name, outreach, prospect) => {
    const made = await createTestProspect(ctx, tenantId, outreach, prospect);
    const { refusals } = await detailOf(made.prospect.id);
    expect(await answers(made.prospect.id)).toEqual(refusals);
  });

  it("a suppressed one", async () => {
    const { prospect } = await createTestProspect(ctx, tenantId, { ...idle, status: "lost" });
    const { refusals } = await suppressProspect(ctx, asked(prospect.id));
    expect(refusals.return).toMatch(/suppressed/);
    expect(await answers(prospect.id)).toEqual(refusals);
  });

  it("one who bounced, until there is another address", async () => {
    const { id } = await bounced();
    const { refusals, next } = await detailOf(id);
    expect(refusals.return).toBe("This address has bounced: enter another one first.");
    expect(next.sentence).toBe("The address bounced: nothing is sent until there is another address.");
    expect(await answers(id)).toEqual(refusals);
    const patch = { email: `${crypto.randomUUID()}@customer.test` };
    const changed = await changeProspect(ctx, { ...asked(id), patch });
    expect(changed).toMatchObject({ status: "bounced", refusals: { return: null } });
    expect(changed.next.sentence).toMatch(/until a person returns the prospect/);
    expect(await answers(id)).toEqual(changed.refusals);
  });
});
