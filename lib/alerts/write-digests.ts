import { getCommandCenter } from "#lib/command-center/get-command-center.ts";
import type { EngineContext } from "#lib/engine/context.ts";
import { formatDay } from "#lib/format/time.ts";
import { loadSettings } from "#lib/settings/repo.ts";
import { calendarDay, localTimeOf } from "#lib/shared/zone-clock.ts";
import { type DigestPayload, digestPayload } from "./policy/compose-digest.ts";
import { insertDigests, selectDigestReaders } from "./repo-deliveries.ts";
import { listDigestReaders } from "./repo-recipients.ts";

/**
 * Puts today's digest, which tells of yesterday, into the outbox of everybody whose hour has come in send_timezone: once a person and
 * day, also when the hour was missed. Answers how many were written; without a mail server of the platform none are promised.
 */
export async function writeDigests(ctx: EngineContext, { tenantId }: { tenantId: string }): Promise<number> {
  if (ctx.config.alertMail === null) return 0;
  const now = ctx.now();
  const { readers, day } = await ctx.forTenant(tenantId, async (tx) => {
    const { send_timezone } = await loadSettings(tx, tenantId);
    const hour = Math.floor(localTimeOf(send_timezone, now.getTime()).minute / 60);
    const due = (await listDigestReaders(tx, tenantId)).filter(({ digestHour }) => digestHour <= hour);
    const today = new Date(calendarDay(send_timezone, now));
    const ids = due.map(({ id }) => id);
    const told = ids.length === 0 ? new Set<string>() : await selectDigestReaders(tx, tenantId, today, ids);
    return { readers: ids.filter((id) => !told.has(id)), day: today };
  });
  if (readers.length === 0) return 0;
  const payload = await payloadOf(ctx, tenantId);
  const row = { tenant_id: tenantId, payload, digest_day: day, next_attempt_at: now, created_at: now };
  return ctx.forTenant(tenantId, (tx) =>
    insertDigests(
      tx,
      readers.map((id) => ({ ...row, target_id: id })),
    ),
  );
}

/** What the overview says, with the numbers of the last whole day. */
async function payloadOf(ctx: EngineContext, tenantId: string): Promise<DigestPayload> {
  const { pipeline, alerts, health, held, recontact_stats } = await getCommandCenter(ctx, { tenantId });
  const yesterday = pipeline.days.at(-2);
  if (!yesterday) throw new Error("the overview has no yesterday");
  return digestPayload({
    ...yesterday,
    day: formatDay(Date.parse(`${yesterday.day}T12:00:00Z`), "UTC"),
    alerts,
    trouble: health?.trouble ?? [],
    held,
    recontact: { eligible: recontact_stats.total_eligible, returned: recontact_stats.total_recycled_30d },
  });
}
