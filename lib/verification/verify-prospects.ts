import type { MailDomainAnswer } from "#lib/dns/types.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { loadTenantFacts } from "#lib/sequencing/load-facts.ts";
import { recomputeNextSend } from "#lib/sequencing/recompute-next-send.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { recipientDomainOf } from "#lib/shared/email-key.ts";
import { RecentMap } from "#lib/shared/recent-map.ts";
import { type AddressVerdict, judgeAddress, judgeDomain } from "./policy/verify-address.ts";
import { listWaiting, lockWaiting, setAside, type WaitingRow, writeVerified } from "./repo.ts";
import { concurrentLookUps, maxPerRun, verifyBatch } from "./thresholds.ts";

export type VerifyCounts = { checked: number; valid: number; invalid: number; unknown: number };

type Run = { tenantId: string; isLocal: boolean; holdsUnknown: boolean };
type Judged = WaitingRow & { verdict: AddressVerdict };

const firstId = "00000000-0000-0000-0000-000000000000";

/** Where a run of this process ended that did not come to the last one. */
const ends = new RecentMap<string>();

/**
 * Checks the addresses of cold prospects that wait for it, before their first message (SPEC §6): kind of address, then whether the
 * recipient domain takes mail. Valid ones are due, invalid ones become no_verified_email, unknown ones go or wait as
 * `unknown_address_policy` says. Looks at `most`, or a batch more; the next run goes on from there, so that unknown ones who wait do not
 * stand in the way of others. Runs before the sequencer; again, and at once, is harmless.
 */
export async function verifyProspects(
  ctx: EngineContext,
  { tenantId }: { tenantId: string },
  most = maxPerRun,
): Promise<VerifyCounts> {
  const run = await openRun(ctx, tenantId);
  const counts: VerifyCounts = { checked: 0, valid: 0, invalid: 0, unknown: 0 };
  let after = ends.get(tenantId) ?? firstId;
  while (counts.checked < most) {
    const rows = await ctx.forTenant(tenantId, (tx) => listWaiting(tx, tenantId, { after, limit: verifyBatch }));
    const judged = await judgeAll(ctx, run, rows);
    await store(ctx, run, judged);
    counts.checked += judged.length;
    for (const { verdict } of judged) counts[verdict.kind] += 1;
    after = rows.length < verifyBatch ? firstId : (rows.at(-1)?.outreach_id ?? firstId);
    ends.set(tenantId, after);
    if (after === firstId) break;
  }
  return counts;
}

async function openRun(ctx: EngineContext, tenantId: string): Promise<Run> {
  return ctx.forTenant(tenantId, async (tx) => {
    const { transportsInUse } = await loadTenantFacts(tx, tenantId);
    const { unknown_address_policy } = await loadSettings(tx, tenantId);
    const isLocal = transportsInUse.length > 0 && transportsInUse.every((transport) => transport.isLocal);
    return { tenantId, isLocal, holdsUnknown: unknown_address_policy === "hold" };
  });
}

/** Each recipient domain is asked once, a limited number at a time. */
async function judgeAll(ctx: EngineContext, run: Run, rows: WaitingRow[]): Promise<Judged[]> {
  const early = rows.map((row) => ({ ...row, verdict: judgeAddress(row.email) }));
  const open = early.filter((row) => row.verdict === null);
  const domains = [...new Set(open.map((row) => recipientDomainOf(row.email)))];
  const answers = new Map<string, MailDomainAnswer>();
  for (let start = 0; start < domains.length; start += concurrentLookUps) {
    const asked = domains.slice(start, start + concurrentLookUps);
    const found = await Promise.all(asked.map((domain) => ctx.dns.lookUpMailDomain(domain, { isLocal: run.isLocal })));
    for (const [index, domain] of asked.entries()) answers.set(domain, found[index] as MailDomainAnswer);
  }
  return early.map(({ verdict, ...row }) => ({
    ...row,
    verdict: verdict ?? judgeDomain(answers.get(recipientDomainOf(row.email)) as MailDomainAnswer),
  }));
}

async function store(ctx: EngineContext, run: Run, judged: Judged[]): Promise<void> {
  const decided = judged.filter(({ verdict }) => verdict.kind !== "unknown" || !run.holdsUnknown);
  if (decided.length === 0) return;
  const { tenantId } = run;
  const now = ctx.now();
  const verified = { invalid: false, valid: true, unknown: null };
  await ctx.forTenant(tenantId, async (tx) => {
    await lockWaiting(
      tx,
      tenantId,
      decided.map((row) => row.outreach_id),
    );
    const writes = decided.map((row) => ({
      prospectId: row.prospect_id,
      outreachId: row.outreach_id,
      email: row.email,
      isVerified: verified[row.verdict.kind],
    }));
    const written = new Set(await writeVerified(tx, tenantId, writes, now));
    const invalid = decided.flatMap(({ outreach_id: outreachId, verdict }) =>
      verdict.kind === "invalid" && written.has(outreachId) ? [{ outreachId, reason: verdict.reason }] : [],
    );
    await setAside(tx, tenantId, invalid, now);
    await recomputeNextSend(tx, { tenantId, outreachIds: [...written], now });
  });
}
