import { changesSince } from "#lib/audit/changes-since.ts";
import type { LoggedChange } from "#lib/audit/contract.ts";
import type { EngineContext } from "#lib/engine/context.ts";

type Edited = { tenantId: string; kind: keyof typeof verbs; id: string; version: number };

/** What counts the version up. */
const verbs = {
  domain: ["changed", "archived", "restored"],
  mailbox: ["changed", "archived", "restored"],
  connection: ["changed", "archived", "webhook_key_added", "webhook_key_removed"],
};

/** Who changed what of a place since the version that was edited, newest first. */
export async function missedChanges(
  ctx: EngineContext,
  { tenantId, kind, id, version }: Edited,
  current: { version: number },
): Promise<LoggedChange[]> {
  const actions = verbs[kind].map((verb) => `${kind}.${verb}`);
  return ctx.forTenant(tenantId, (tx) =>
    changesSince(
      tx,
      tenantId,
      { targetKind: kind, targetId: id, actions },
      { edited: version, current: current.version },
    ),
  );
}
