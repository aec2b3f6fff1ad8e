import { expect, it } from "vitest";
import { createTestConnection } from "#lib/testing/factory.ts";
import { createTestContext } from "#lib/testing/test-context.ts";
import { listQuarantined } from "./list-quarantined.ts";
import { createWorld, type World } from "./testing/webhook-world.ts";

const ctx = createTestContext();
const everything = { connectionId: undefined, limit: 50, cursor: undefined };

function nameless(mark: string) {
  return { timestamp: 1, mark };
}

/** An event set aside for another connection of the same tenant. */
async function setAsideElsewhere(world: World): Promise<string> {
  const { id } = await createTestConnection(ctx, world.tenantId);
  await ctx.forTenant(world.tenantId, (tx) =>
    tx.quarantinedEvent.create({
      data: {
        tenant_id: world.tenantId,
        provider_connection_id: id,
        fingerprint: Buffer.from("elsewhere"),
        received_at: ctx.now(),
        reason: "not_an_object",
        payload: "7",
      },
    }),
  );
  return id;
}

it("lists what was set aside with connection, reason, time and payload, page by page, each once", async () => {
  const world = await createWorld(ctx);
  for (const mark of ["a", "b", "c"]) await world.post([nameless(mark)]);
  const first = await listQuarantined(ctx, { ...everything, tenantId: world.tenantId, limit: 2 });
  const cursor = first.next_cursor ?? "";
  const second = await listQuarantined(ctx, { ...everything, tenantId: world.tenantId, limit: 2, cursor });
  expect([first.items.length, second.items.length, second.next_cursor]).toEqual([2, 1, null]);
  const items = [...first.items, ...second.items];
  expect(items.map(({ id }) => id)).toEqual(
    items
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  );
  expect(items.map(({ payload }) => JSON.parse(payload).mark).toSorted()).toEqual(["a", "b", "c"]);
  expect(items[0]).toMatchObject({
    connection_id: world.owner.connectionId,
    connection_name: expect.stringMatching(/./),
    reason: "event_name_missing",
    received_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    is_payload_cut: false,
  });
});

it("shows one connection's alone, and none of another tenant's", async () => {
  const [world, stranger] = [await createWorld(ctx), await createWorld(ctx)];
  await world.post([nameless("own")]);
  const connectionId = await setAsideElsewhere(world);
  const { items } = await listQuarantined(ctx, { ...everything, tenantId: world.tenantId, connectionId });
  expect(items.map((item) => [item.connection_id, item.payload])).toEqual([[connectionId, "7"]]);
  const theirs = await listQuarantined(ctx, { ...everything, tenantId: stranger.tenantId, connectionId });
  expect(theirs).toEqual({ items: [], next_cursor: null });
});

it("cuts a long payload to 2,000 characters and says so", async () => {
  const world = await createWorld(ctx);
  await world.post([nameless("é".repeat(3_000))]);
  const [item] = (await listQuarantined(ctx, { ...everything, tenantId: world.tenantId })).items;
  expect([item?.payload.length, item?.is_payload_cut]).toEqual([2_000, true]);
});
