import { hash } from "node:crypto";
import type { EngineContext } from "#lib/engine/context.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import type { HealthMaps, Reputation } from "#lib/reputation/types.ts";
import { RecentMap } from "#lib/shared/recent-map.ts";
import {
  type JudgedDomain,
  type JudgedInventory,
  type JudgedMailbox,
  judgeInventory,
  type ShownState,
} from "./judge-inventory.ts";
import { rateLines } from "./policy/rate-lines.ts";
import { releaseOf } from "./policy/release-of.ts";
import { inPieces, type RenderedList, renderList } from "./rendered-list.ts";
import { fingerprintInventory, type Inventory, loadInventory } from "./repo-inventory.ts";

export type EmailHealthDocument = {
  /** of everything but generated_at */
  etag: string;
  /** JSON in the shape of contract.ts `emailHealth`, put together while it is taken: megabytes for a large tenant */
  pieces(): Iterable<Buffer<ArrayBuffer>>;
};

type Rendered = {
  judged: JudgedInventory;
  domains: RenderedList<JudgedDomain>;
  mailboxes: RenderedList<JudgedMailbox>;
};

// Answers of large tenants take megabytes, so few are kept.
const keptAnswers = 10;
const linesJson = JSON.stringify(rateLines);
const inventories = new RecentMap<{ fingerprint: string; inventory: Inventory }>(keptAnswers);
const answers = new RecentMap<Rendered>(keptAnswers);

/**
 * The answer of GET /email-health (SPEC §12): two statements to Postgres and one round trip to Redis, however many sending domains and
 * mailboxes there are. Every call asks both; what they show to be unchanged is not loaded, judged or rendered again.
 * @throws AppError dependency_unavailable when reputation can be had neither from Redis nor from Postgres
 */
export async function readEmailHealth(ctx: EngineContext, tenantId: string): Promise<EmailHealthDocument> {
  const expected = inventories.get(tenantId)?.inventory;
  // What was there last time is judged and rendered while Postgres looks whether it still is: nearly always it is.
  const [{ maps, early }, inventory] = await Promise.all([
    readHealthMaps(ctx, tenantId).then((maps) => ({ maps, early: expected && render(ctx, expected, maps, tenantId) })),
    readInventory(ctx, tenantId),
  ]);
  const { domains, mailboxes } = early && inventory === expected ? early : render(ctx, inventory, maps, tenantId);
  const staleSince = toJson(maps.isStale ? maps.readAt : null);
  const head = `"stale_since":${staleSince},"lines":${linesJson},"global":{${reputationJson(maps.global)}},"domains":[`;
  const digests = [...domains.chunks, ...mailboxes.chunks].map((chunk) => chunk.digest);
  const generatedAt = ctx.now();
  const pieces = () =>
    inPieces([
      Buffer.from(`{"generated_at":${toJson(generatedAt)},${head}`),
      ...domains.chunks.map((chunk) => chunk.bytes),
      Buffer.from('],"mailboxes":['),
      ...mailboxes.chunks.map((chunk) => chunk.bytes),
      Buffer.from("]}"),
    ]);
  return { etag: `"${hash("sha1", `${head}${domains.chunks.length} ${digests.join("")}`)}"`, pieces };
}

function render(ctx: EngineContext, inventory: Inventory, maps: HealthMaps, tenantId: string): Rendered {
  const last = answers.get(tenantId);
  const judged = judgeInventory(inventory, maps, ctx.now(), last?.judged);
  const domains = renderList(judged.domains, domainJson, last?.domains);
  const mailboxes = renderList(judged.mailboxes, mailboxJson, last?.mailboxes);
  const rendered = { judged, domains, mailboxes };
  answers.set(tenantId, rendered);
  return rendered;
}

/**
 * What the answer of GET /email-health is made of, for whoever sums it up.
 * @throws AppError dependency_unavailable, as above
 */
export async function readJudgedHealth(ctx: EngineContext, tenantId: string): Promise<JudgedInventory> {
  const [maps, inventory] = await Promise.all([readHealthMaps(ctx, tenantId), readInventory(ctx, tenantId)]);
  return judgeInventory(inventory, maps, ctx.now(), answers.get(tenantId)?.judged);
}

/** The inventory; the same object as last time when nothing in it has changed. */
async function readInventory(ctx: EngineContext, tenantId: string): Promise<Inventory> {
  return ctx.forTenant(tenantId, async (tx) => {
    const fingerprint = await fingerprintInventory(tx, tenantId);
    const known = inventories.get(tenantId);
    if (known?.fingerprint === fingerprint) return known.inventory;
    const inventory = await loadInventory(tx, tenantId);
    inventories.set(tenantId, { fingerprint, inventory });
    return inventory;
  });
}

function domainJson({ domain, id, reputation, shown, speed, reason }: JudgedDomain): string {
  const held = `"speed":"${speed}","reason":${toJson(reason)}`;
  return `{"domain":${toJson(domain)},"id":"${id}",${reputationJson(reputation)},${stateJson(shown)},${held}}`;
}

function mailboxJson(mailbox: JudgedMailbox): string {
  const { fromEmail, id, domain, isActive, reputation, shown, speed, capToday, reason } = mailbox;
  const name = `"from_email":${toJson(fromEmail)},"id":"${id}","domain":${toJson(domain)},"is_active":${isActive}`;
  const holds = `"auto_deactivated":${mailbox.isAutoDeactivated},"connection_paused":${mailbox.isConnectionPaused}`;
  const allowed = `"speed":"${speed}","cap_today":${capToday}`;
  return `{${name},${reputationJson(reputation)},${stateJson(shown)},${allowed},${holds},"reason":${toJson(reason)}}`;
}

/** The members of a reputation, without braces. */
function reputationJson(reputation: Reputation): string {
  return JSON.stringify(reputation).slice(1, -1);
}

function stateJson({ state, reason, since, evidence, releasesAt, cleanSends }: ShownState): string {
  const ends = `"state_release":${toJson(releaseOf(evidence))},"state_releases_at":${toJson(releasesAt)},"state_clean_sends":${cleanSends}`;
  const rests = `"state_since":${toJson(since)},"state_evidence":${toJson(evidence)}`;
  return `"state":"${state}","state_reason":${toJson(reason)},${rests},${ends}`;
}

function toJson(value: string | Date | object | null): string {
  return JSON.stringify(value);
}
