import type { EngineContext } from "#lib/engine/context.ts";
import { parseAddress } from "#lib/shared/email-key.ts";
import { checkConnection } from "./check-connection.ts";
import type { DomainView } from "./contract-domain.ts";
import type { CheckMailboxBody, MailboxCheck } from "./contract-mailbox.ts";
import { findConnectionForShare } from "./repo-connections.ts";
import { findDomainForShare } from "./repo-domains.ts";
import { requireConnection } from "./require-connection.ts";

/**
 * Tries out what a mailbox would send over, before it is saved: the sign-in at its connection, its sending domain, and whether that
 * takes replies. Nothing is sent.
 * @throws AppError validation_failed for a connection that is none of the tenant's; conflict when its secrets cannot be read any more
 */
export async function checkMailbox(
  ctx: EngineContext,
  { tenantId, body }: { tenantId: string; body: CheckMailboxBody },
): Promise<MailboxCheck> {
  const { provider_connection_id: id, from_email } = body;
  const name = parseAddress(from_email)?.domain ?? "";
  const { stored, isSimulated } = await ctx.forTenant(tenantId, async (tx) => {
    await requireConnection(tx, tenantId, id);
    const connection = await findConnectionForShare(tx, tenantId, id);
    return { stored: await findDomainForShare(tx, tenantId, name), isSimulated: connection?.kind === "simulator" };
  });
  const domain = stored?.archived_at ? null : stored;
  const [connection, mail] = await Promise.all([
    checkConnection(ctx, { tenantId, id }),
    ctx.dns.lookUpMailDomain(name, { isLocal: isSimulated }),
  ]);
  return {
    connection,
    domain: {
      name,
      auth_status: (domain?.auth_status ?? null) as DomainView["auth_status"] | null,
      auth_checked_at: domain?.auth_checked_at?.toISOString() ?? null,
    },
    takes_mail: ({ accepts: "yes", refuses: "no", unknown: "unknown" } as const)[mail.kind],
  };
}
