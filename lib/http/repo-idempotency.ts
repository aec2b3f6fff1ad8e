import type { Tx } from "#lib/db/types.ts";

export type IdempotencyRow = Awaited<ReturnType<Tx["idempotencyKey"]["findFirstOrThrow"]>>;
export type IdempotencyPlace = { tenantId: string; route: string; key: string };

const where = ({ tenantId, route, key }: IdempotencyPlace) => ({
  tenant_id_route_key: { tenant_id: tenantId, route, key },
});

/** Makes the row of a first request; false when there is one already. */
export async function insertIdempotencyKey(
  tx: Tx,
  place: IdempotencyPlace,
  requestHash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.idempotencyKey.createMany({
    data: [
      { tenant_id: place.tenantId, route: place.route, key: place.key, request_hash: requestHash, created_at: now },
    ],
    skipDuplicates: true,
  });
  return count === 1;
}

export async function selectIdempotencyKey(tx: Tx, place: IdempotencyPlace): Promise<IdempotencyRow | null> {
  return tx.idempotencyKey.findUnique({ where: where(place) });
}

/** Forgets what nobody will repeat any more: answers older than `keptSince`, and attempts without one older than `staleSince`. */
export async function deleteOldIdempotencyKeys(
  tx: Tx,
  tenantId: string,
  age: { keptSince: Date; staleSince: Date },
): Promise<void> {
  await tx.idempotencyKey.deleteMany({
    where: {
      tenant_id: tenantId,
      OR: [{ created_at: { lt: age.keptSince } }, { status: null, created_at: { lt: age.staleSince } }],
    },
  });
}

/** Does nothing when the key is gone: what took so long that it was given up has been done all the same. */
export async function storeIdempotentAnswer(
  tx: Tx,
  place: IdempotencyPlace,
  status: number,
  body: object,
): Promise<void> {
  await tx.idempotencyKey.updateMany({
    where: { tenant_id: place.tenantId, route: place.route, key: place.key },
    data: { status, body: body as never },
  });
}

export async function deleteIdempotencyKey(tx: Tx, place: IdempotencyPlace): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: { tenant_id: place.tenantId, route: place.route, key: place.key } });
}
