import { expect, it } from "vitest";
import { getEmailReputationScoped } from "#lib/reputation/read-health-maps.ts";
import { createTestMailbox, createTestTenant } from "#lib/testing/factory.ts";
import { guardWorld } from "#lib/testing/guard-world.ts";
import { ageMarks, withFaultyRedis } from "#lib/testing/reputation-facts.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { scoreExplanation } from "./contract-score.ts";
import { explainPlace } from "./explain-place.ts";

const ctx = createTestContext();
const { createWorld, send } = guardWorld(ctx);

it("explains the score that is shown, with Redis and without", async () => {
  const { tenantId, box } = await createWorld();
  await send(box, { sent: 80, bounced: 4, complained: 1 });
  await ageMarks(ctx, tenantId);
  const scope = { kind: "domain", id: box.sending_domain_id } as const;
  const [, domain = ""] = box.from_email.split("@");
  const shown = await getEmailReputationScoped(ctx, tenantId, "domain", domain);
  const explained = await explainPlace(ctx, { tenantId, scope });
  expect(scoreExplanation.parse(explained)).toMatchObject({
    score: shown.score,
    throttle: shown.throttle,
    decided_by: shown.metrics.decided_by,
    sent: 80,
  });
  expect(explained.terms).toContainEqual(
    expect.objectContaining({ code: "bounces", sample: { part: 4, of: 80, is_settled: false } }),
  );
  expect(await explainPlace(withFaultyRedis(ctx, "redis_away"), { tenantId, scope })).toEqual(explained);
});

it("has nothing to explain where nothing was sent, and knows no other tenant's places", async () => {
  const tenantId = await createTestTenant(ctx);
  const { id } = await createTestMailbox(ctx, tenantId);
  const ask = (tenant: string) => explainPlace(ctx, { tenantId: tenant, scope: { kind: "mailbox", id } });
  expect(await ask(tenantId)).toMatchObject({ score: 100, status: "no_data", terms: [], clean_sends_needed: null });
  await expect(ask(await createTestTenant(ctx))).rejects.toMatchObject({ code: "not_found" });
});
