import { retryOnConflict } from "#lib/db/retry-on-conflict.ts";
import type { Tx } from "#lib/db/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { sharedWork } from "#lib/engine/shared-work.ts";
import { readHealthMaps } from "#lib/reputation/read-health-maps.ts";
import type { HealthMaps } from "#lib/reputation/types.ts";
import { lockSendFacts } from "#lib/sequencing/lock-send-facts.ts";
import { loadSettingsForShare } from "#lib/settings/repo.ts";
import { calendarDay } from "#lib/shared/zone-clock.ts";
import { judgeHandOver, loadJudgingFacts } from "./judge-hand-overs.ts";
import { markHandOvers } from "./mark-hand-overs.ts";
import { moveReservation } from "./move-reservation.ts";
import { lockCapacityDays } from "./repo-capacity.ts";
import { lockClaimedRows, lockSenders, type MessageRow, passSendGate } from "./repo-hand-over.ts";
import { sendLane } from "./send-lane.ts";
import { type HandOver, sendingOf } from "./sending-of.ts";
import type { Claim, Sending, StopVerdict } from "./types.ts";

export type BeginResult = { kind: "go"; sending: Sending } | StopVerdict | { kind: "gone" };

/**
 * The last check, committed together with status `sending`, right before hand-over (SPEC §7). Everything that could forbid the send is
 * locked: the outreach row, settings, mailbox, sending domain, connection, recipient domain. So whatever commits first, a pause or
 * the send, the other one sees it. Messages of a tenant whose turn comes together share the transaction; each is judged by itself.
 * @throws AppError dependency_unavailable when reputation can be read neither from Redis nor from Postgres
 */
export async function beginHandOver(ctx: EngineContext, claim: Claim): Promise<BeginResult> {
  return beginInTurn(ctx, claim.tenantId, claim);
}

const beginInTurn = sharedWork<Claim, BeginResult>(beginTogether, sendLane);

async function beginTogether(ctx: EngineContext, tenantId: string, claims: Claim[]): Promise<BeginResult[]> {
  // A step that runs twice must find its message `sending`, and a second message what the first one's hand-over has changed.
  const prospects = new Set(claims.map((claim) => claim.outreachId));
  if (prospects.size < claims.length) throw new Error("hand-overs to one prospect begin one after the other");
  const health = await readHealthMaps(ctx, tenantId);
  return retryOnConflict(() => {
    const now = ctx.now();
    return ctx.forTenant(tenantId, (tx) => beginAll(tx, { ctx, tenantId, claims, health, now }));
  });
}

type Turn = { ctx: EngineContext; tenantId: string; claims: readonly Claim[]; health: HealthMaps; now: Date };

async function beginAll(tx: Tx, { ctx, tenantId, claims, health, now }: Turn): Promise<BeginResult[]> {
  const { candidates, settings } = await lockCandidates(tx, { tenantId, claims, now });
  if (candidates.length === 0) return claims.map(() => ({ kind: "gone" }));
  const today = calendarDay(settings.send_timezone, now);
  const full = await moveToToday(tx, tenantId, candidates, { today, health, now });
  const mailboxIds = candidates.map(({ message }) => message.mailbox_id);
  const [senders, facts] = await Promise.all([
    lockSenders(tx, tenantId, mailboxIds),
    loadJudgingFacts(tx, tenantId, candidates, { settings, health, now }),
  ]);
  const senderOf = new Map(senders.map((sender) => [sender.mailbox_id, sender]));
  const handOvers = candidates.flatMap((candidate): HandOver[] => {
    const sender = senderOf.get(candidate.message.mailbox_id);
    return sender ? [{ ...candidate, sender, settings, now }] : [];
  });
  const results = new Map<string, BeginResult>();
  const going: (HandOver & { sending: Sending })[] = [];
  for (const handOver of handOvers) {
    const judged = judgeHandOver(handOver, facts);
    const verdict = judged.kind === "go" && full.has(handOver.message.id) ? stop("capacity_used") : judged;
    const sending = verdict.kind === "go" ? sendingOf(ctx, handOver) : null;
    if (sending) going.push({ ...handOver, sending });
    else results.set(handOver.message.id, verdict.kind === "stop" ? verdict : stop("provider_credentials"));
  }
  const marked = await markHandOvers(tx, tenantId, going, now);
  for (const { message, sending } of going)
    if (marked.has(message.id)) results.set(message.id, { kind: "go", sending });
  return claims.map((claim) => results.get(claim.outreachEmailId) ?? { kind: "gone" });
}

function stop(reason: "capacity_used" | "provider_credentials"): StopVerdict {
  return { kind: "stop", status: "cancelled", reason };
}

/** What is still claimed, with its prospect and the settings: all locked. */
async function lockCandidates(tx: Tx, { tenantId, claims, now }: Pick<Turn, "tenantId" | "claims" | "now">) {
  const outreachIds = claims.map((claim) => claim.outreachId);
  const emailIds = claims.map((claim) => claim.outreachEmailId);
  const [, facts, messages, settings] = await Promise.all([
    passSendGate(tx, tenantId, emailIds),
    lockSendFacts(tx, tenantId, outreachIds),
    lockClaimedRows(tx, tenantId, claims, now),
    loadSettingsForShare(tx, tenantId),
  ]);
  const prospectOf = new Map(facts.map((fact) => [fact.outreachId, fact]));
  const messageOf = new Map(messages.map((row) => [row.id, row]));
  const candidates = claims.flatMap((claim) => {
    const prospect = prospectOf.get(claim.outreachId);
    const message = messageOf.get(claim.outreachEmailId);
    return prospect && message ? [{ claim, prospect, message }] : [];
  });
  return { candidates, settings };
}

/**
 * Messages handed over on another day than planned take their reservations along, or do not go (SPEC §5): answers the ids of those for
 * whom the day is full. Every day is locked before the first moves, so that nobody waits in a circle.
 */
async function moveToToday(
  tx: Tx,
  tenantId: string,
  candidates: readonly { message: MessageRow }[],
  { today, health, now }: { today: string; health: HealthMaps; now: Date },
): Promise<Set<string>> {
  const moving = candidates.filter(({ message }) => message.capacity_day !== today);
  if (moving.length === 0) return new Set();
  await lockCapacityDays(tx, tenantId, [today, ...moving.flatMap(({ message }) => message.capacity_day ?? [])]);
  const full = new Set<string>();
  for (const { message } of moving) {
    const { kind } = await moveReservation(tx, { ...message, tenant_id: tenantId }, today, { now, health });
    if (kind === "full") full.add(message.id);
  }
  return full;
}
