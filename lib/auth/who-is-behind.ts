import type { Tx } from "#lib/db/types.ts";
import type { Actor } from "#lib/shared/actor.ts";
import { selectApiKey } from "./repo.ts";

/**
 * The person an actor acts for: themselves, or who made the key. What a key gives out would otherwise be nobody's, and stay when that
 * person has to go. `until` is when the key ends; null for never.
 */
export async function whoIsBehind(
  tx: Tx,
  tenantId: string,
  actor: Actor,
): Promise<{ personId: string | null; until: Date | null }> {
  if (actor.kind === "user") return { personId: actor.id, until: null };
  const key = actor.kind === "api_key" && actor.id !== null ? await selectApiKey(tx, tenantId, actor.id) : null;
  return { personId: key?.created_by ?? null, until: key?.expires_at ?? null };
}

/** The earlier of two ends; null is never. */
export function soonerOf(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
