import type { MissedChange } from "#lib/audit/contract.ts";
import { lastChanges } from "#lib/audit/last-changes.ts";
import type { EngineContext } from "#lib/engine/context.ts";

type Edited = { tenantId: string; kind: "domain" | "mailbox"; id: string; version: number };

/** Who changed what of a place since the version that was edited, newest first. */
export async function missedChanges(
  ctx: EngineContext,
  { tenantId, kind, id, version }: Edited,
  current: { version: number },
): Promise<MissedChange[]> {
  const actions = ["changed", "archived", "restored"].map((verb) => `${kind}.${verb}`);
  return ctx.forTenant(tenantId, (tx) =>
    lastChanges(tx, tenantId, { kind, id, actions }, { edited: version, current: current.version }),
  );
}
