import { hash } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import type { HealthMaps, Reputation } from "#lib/reputation/types.ts";
import { type JudgedDomain, type JudgedMailbox, judgeInventory, type ShownState } from "./judge-inventory.ts";
import { type Inventory, loadInventoryText } from "./repo-inventory.ts";

export type EmailHealthDocument = {
  /** of everything but generated_at */
  etag: string;
  /** JSON in the shape of contract.ts `emailHealth` */
  body: string;
};

/**
 * The answer of GET /email-health (SPEC §12): one statement to Postgres and one read of the health maps, however many sending domains
 * and mailboxes there are. The JSON is put together from pieces kept per reputation, since most do not change between two readings.
 * @throws AppError dependency_unavailable when reputation can be had neither from Redis nor from Postgres
 */
export async function readEmailHealth(ctx: EngineContext, tenantId: string): Promise<EmailHealthDocument> {
  const [maps, text] = await Promise.all([
    readHealthMaps(ctx, tenantId),
    ctx.forTenant(tenantId, (tx) => loadInventoryText(tx, tenantId)),
  ]);
  const now = ctx.now();
  const { domains, mailboxes } = judgeInventory(JSON.parse(text) as Inventory, maps, now);
  const rest = `"stale_since":${toJson(staleSince(maps))},"global":{${reputationJson(maps.global)}},"domains":[${domains
    .map(domainJson)
    .join(",")}],"mailboxes":[${mailboxes.map(mailboxJson).join(",")}]}`;
  return { etag: `"${hash("sha1", rest)}"`, body: `{"generated_at":${toJson(now)},${rest}` };
}

function staleSince(maps: HealthMaps): Date | null {
  return maps.isStale ? maps.readAt : null;
}

function domainJson({ domain, id, reputation, shown, reason }: JudgedDomain): string {
  return `{"domain":${toJson(domain)},"id":"${id}",${reputationJson(reputation)},${stateJson(shown)},"reason":${toJson(reason)}}`;
}

function mailboxJson(mailbox: JudgedMailbox): string {
  const { fromEmail, id, domain, isActive, reputation, shown, isAutoDeactivated, reason } = mailbox;
  const name = `"from_email":${toJson(fromEmail)},"id":"${id}","domain":${toJson(domain)},"is_active":${isActive}`;
  const verdict = `"auto_deactivated":${isAutoDeactivated},"reason":${toJson(reason)}`;
  return `{${name},${reputationJson(reputation)},${stateJson(shown)},${verdict}}`;
}

const pieces = new WeakMap<Reputation | ShownState, string>();

/** The members of a reputation, without braces; a reputation that did not change keeps its piece. */
function reputationJson(reputation: Reputation): string {
  return piece(reputation, () => JSON.stringify(reputation).slice(1, -1));
}

function stateJson(shown: ShownState): string {
  const { state, reason, since } = shown;
  return piece(shown, () => `"state":"${state}","state_reason":${toJson(reason)},"state_since":${toJson(since)}`);
}

function piece(of: Reputation | ShownState, make: () => string): string {
  let json = pieces.get(of);
  if (json === undefined) {
    json = make();
    pieces.set(of, json);
  }
  return json;
}

function toJson(value: string | Date | null): string {
  return JSON.stringify(value);
}
