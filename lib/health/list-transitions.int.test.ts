import { describe, expect, it } from "vitest";
import { systemActor } from "#lib/shared/actor.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { healthTransitionPage } from "./contract-transitions.ts";
import { listTransitions } from "./list-transitions.ts";
import { pauseScope } from "./pause-scope.ts";
import { resumeScope } from "./resume-scope.ts";

const ctx = createTestContext();
const actor = systemActor("test");

describe("listTransitions", () => {
  it("tells who did what on what grounds, newest first", async () => {
    const tenantId = await createTestTenant(ctx);
    const { id } = await createTestMailbox(ctx, tenantId);
    const scope = { kind: "mailbox", id } as const;
    await pauseScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: id, actor, reason: "list is old" });
    ctx.setNow("2026-06-10T17:00:00Z");
    await resumeScope(ctx, { tenantId, scopeKind: "mailbox", scopeId: id, actor, reason: "list is clean" });
    const page = await listTransitions(ctx, { tenantId, scope, limit: 50 });
    expect(healthTransitionPage.parse(page)).toEqual(page);
    expect(page.items).toMatchObject([
      { from_state: "paused", at: "2026-06-10T17:00:00.000Z", actor_label: actor.label },
      { from_state: "healthy", to_state: "paused", evidence: { note: "list is old" } },
    ]);
    expect(page.next_cursor).toBeNull();
  });

  it("pages through changes of one moment without losing or repeating one", async () => {
    const tenantId = await createTestTenant(ctx);
    const { sending_domain_id: id } = await createTestMailbox(ctx, tenantId);
    const row = { tenant_id: tenantId, scope_kind: "domain", scope_id: id, from_state: "healthy", to_state: "watch" };
    const times = ["10:00", "10:00", "10:00", "11:00", "12:00"].map((time) => new Date(`2026-06-01T${time}:00Z`));
    await ctx.forTenant(tenantId, (tx) =>
      tx.healthTransition.createMany({
        data: times.map((at) => ({ ...row, at, actor_kind: "system", actor_label: "guard" })),
      }),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTransitions(ctx, { tenantId, scope: { kind: "domain", id }, limit: 2, cursor });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it("knows no place of another tenant, and no cursor of another list", async () => {
    const [ours, theirs] = [await createTestTenant(ctx), await createTestTenant(ctx)];
    const { id } = await createTestMailbox(ctx, theirs);
    const ask = (tenantId: string, cursor?: string) =>
      listTransitions(ctx, { tenantId, scope: { kind: "mailbox", id }, limit: 5, cursor });
    await expect(ask(ours)).rejects.toMatchObject({ code: "not_found" });
    await expect(ask(theirs, "nonsense")).rejects.toMatchObject({ code: "validation_failed" });
    expect(await ask(theirs)).toEqual({ items: [], next_cursor: null });
  });
});
