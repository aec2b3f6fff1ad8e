import { expect, it } from "vitest";
import { createTestTenant } from "#lib/testing/factory.ts";
import { createOwnDatabase } from "#lib/testing/own-database.ts";
import { rowsRead } from "#lib/testing/rows-read.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { findSuppressed } from "./find-suppressed.ts";

const many = 20_000;
const asked = 300;

it("finds addresses and recipient domains, and reads no others, before there are any statistics", async () => {
  const ctx = createTestContext(await createOwnDatabase());
  const tenantId = await createTestTenant(ctx);
  await ctx.forTenant(tenantId, async (tx) => {
    await tx.$executeRaw`
      INSERT INTO suppressions (tenant_id, kind, value, reason, source)
      SELECT ${tenantId}::uuid, 'email', 'pat' || i || '@shop.test', 'bounced', 'webhook' FROM generate_series(1, ${many}::int) AS i
      UNION ALL
      SELECT ${tenantId}::uuid, 'domain', 'blocked' || i || '.test', 'domain_bounced', 'webhook' FROM generate_series(1, ${many}::int) AS i`;
  });
  const keys = Array.from({ length: asked }, (_, i) => [
    `pat${i * 10 + 1}@shop.test`,
    `ann@blocked${i * 10 + 1}.test`,
    `pat@free${i}.test`,
  ]);
  await ctx.forTenant(tenantId, async (tx) => {
    let found = new Set<string>();
    const read = await rowsRead(tx, ["suppressions"], async () => {
      found = await findSuppressed(tx, keys.flat());
    });
    expect(found).toEqual(new Set(keys.flatMap((three) => three.slice(0, 2))));
    expect(read).toBeLessThan(3 * asked);
  });
});
