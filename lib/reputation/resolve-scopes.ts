import type { Tx } from "#lib/db/types.ts";
import { findScopes, insertScopes, lockScopeNumbers, type ScopeName } from "./repo-scopes.ts";
import type { MessageScopes, SenderIdentity } from "./types.ts";

/**
 * The scope numbers of each sender, in the order given; scopes that are new to the tenant get their number here. Numbers are never
 * reused. `domain` and `fromEmail` in any case; called at hand-over, the answer is stored on the ledger row (SPEC §2).
 */
export async function resolveScopes(
  tx: Tx,
  tenantId: string,
  senders: readonly SenderIdentity[],
): Promise<MessageScopes[]> {
  if (senders.length === 0) return [];
  const wanted = new Map<string, ScopeName>();
  for (const sender of senders) for (const name of namesOf(sender)) wanted.set(keyOf(name), name);
  const numbers = await numberScopes(tx, tenantId, [...wanted.values()]);
  return senders.map((sender) => {
    const [mailboxScope, domainScope, connectionScope] = namesOf(sender).map((name) => numbers.get(keyOf(name)));
    return { mailboxScope, domainScope, connectionScope } as MessageScopes;
  });
}

function namesOf(sender: SenderIdentity): [ScopeName, ScopeName, ScopeName] {
  return [
    { kind: "mailbox", key: sender.fromEmail.toLowerCase() },
    { kind: "domain", key: sender.domain.toLowerCase() },
    { kind: "connection", key: sender.connectionId },
  ];
}

function keyOf({ kind, key }: ScopeName): string {
  return `${kind} ${key}`;
}

async function numberScopes(tx: Tx, tenantId: string, names: ScopeName[]): Promise<Map<string, number>> {
  const find = async () => {
    const rows = await findScopes(tx, tenantId, names);
    return new Map(rows.map((row) => [keyOf(row), row.scope_index]));
  };
  const known = await find();
  if (known.size === names.length) return known;
  await lockScopeNumbers(tx, tenantId);
  // Somebody else may have numbered them while we waited.
  const current = await find();
  await insertScopes(
    tx,
    tenantId,
    names.filter((name) => !current.has(keyOf(name))),
  );
  return find();
}
