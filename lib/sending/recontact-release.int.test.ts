import { describe, expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { type DailyRelease, releaseQuota, takeRelease } from "./recontact-release.ts";

const ctx = createTestContext();
const day = "2026-06-10";
const quota = (release: DailyRelease) => ctx.forTenant(release.tenantId, (tx) => releaseQuota(tx, release));
const take = (release: DailyRelease, count: number) =>
  ctx.forTenant(release.tenantId, (tx) => takeRelease(tx, release, count));

describe("the day's release", () => {
  it("has no end without a limit, and nothing is counted", async () => {
    const release = { tenantId: await createTestTenant(ctx), day, limit: null };
    await take(release, 5_000);
    expect(await quota(release)).toBe(Number.POSITIVE_INFINITY);
    expect(await quota({ ...release, limit: 10 })).toBe(10);
  });

  it("shrinks by what was returned, on its own day and for its own tenant", async () => {
    const release = { tenantId: await createTestTenant(ctx), day, limit: 10 };
    await take(release, 4);
    await take(release, 0);
    expect(await quota(release)).toBe(6);
    expect(await quota({ ...release, day: "2026-06-11" })).toBe(10);
    expect(await quota({ ...release, tenantId: await createTestTenant(ctx) })).toBe(10);
  });

  it("is under zero when the limit was lowered meanwhile, so that nobody is returned", async () => {
    const release = { tenantId: await createTestTenant(ctx), day, limit: 10 };
    await take(release, 7);
    expect(await quota({ ...release, limit: 5 })).toBe(-2);
    await expect(take({ ...release, limit: 5 }, 0)).resolves.toBeUndefined();
  });

  it("never goes over its limit: the whole batch is refused", async () => {
    const release = { tenantId: await createTestTenant(ctx), day, limit: 10 };
    await take(release, 8);
    await expect(take(release, 3)).rejects.toThrow(RangeError);
    expect(await quota(release)).toBe(2);
  });

  it("is shared by runs at once without a place too many or too few", async () => {
    const release = { tenantId: await createTestTenant(ctx), day, limit: 25 };
    const run = () =>
      ctx.forTenant(release.tenantId, async (tx) => {
        const count = Math.min(4, await releaseQuota(tx, release));
        await takeRelease(tx, release, count);
        return count;
      });
    const taken = await Promise.all(Array.from({ length: 10 }, run));
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(25);
    expect(await quota(release)).toBe(0);
  });
});
