import { changesSince } from "#lib/audit/changes-since.ts";
import type { LoggedChange } from "#lib/audit/contract.ts";
import type { EngineContext } from "#lib/engine/context.ts";

type Edited = { tenantId: string; kind: "domain" | "mailbox"; id: string; version: number };

/** Who changed what of a place since the version that was edited, newest first. */
export async function missedChanges(
  ctx: EngineContext,
  { tenantId, kind, id, version }: Edited,
  current: { version: number },
): Promise<LoggedChange[]> {
  const actions = ["changed", "archived", "restored"].map((verb) => `${kind}.${verb}`);
  return ctx.forTenant(tenantId, (tx) =>
    changesSince(
      tx,
      tenantId,
      { targetKind: kind, targetId: id, actions },
      { edited: version, current: current.version },
    ),
  );
}
