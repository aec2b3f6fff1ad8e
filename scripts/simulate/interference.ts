import { pauseScope } from "#lib/health/pause-scope.ts";
import { resumeScope } from "#lib/health/resume-scope.ts";
import { changeSettings } from "#lib/settings/change-settings.ts";
import { getSettings } from "#lib/settings/get-settings.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { addSuppression } from "#lib/suppressions/add-suppression.ts";
import { bringTo } from "./campaign-pauses.ts";
import { storeReply } from "./people.ts";
import { count, perform, type World } from "./world.ts";

const actor = systemActor("simulated person");
const minuteMs = 60_000;

type Message = { tenantId: string; outreachId: string; mailboxId: string };
type Act = (world: World, message: Message, at: number) => Promise<void>;

/** Somebody stops exactly this message while a worker holds it, between claim and hand-over. */
export async function interfere(world: World, message: Message, at: number): Promise<void> {
  const [name, act] = world.random.pick<[string, Act]>([
    ["pause", pauseItsMailbox],
    ["campaign pause", pauseItsCampaign],
    ["kill switch", pullKillSwitchBriefly],
    ["suppression", suppressItsAddress],
    ["reply", answerIt],
  ]);
  count(world, `interference: ${name}`);
  await act(world, message, at);
}

async function pauseItsMailbox(world: World, { tenantId, outreachId, mailboxId: scopeId }: Message, at: number) {
  const scope = { tenantId, scopeKind: "mailbox" as const, scopeId, actor };
  const step = { name: "interfere", subject: outreachId, isSafe: true };
  await perform(world, { ...step, at }, (ctx) => pauseScope(ctx, scope).then(({ state }) => state));
  enter(world, tenantId, at, (when) =>
    perform(world, { ...step, at: when }, (ctx) =>
      resumeScope(ctx, { ...scope, reason: "over" }).then(({ state }) => state),
    ),
  );
}

/** Of a prospect without a campaign the mailbox stops instead. */
async function pauseItsCampaign(world: World, message: Message, at: number) {
  const { tenantId, outreachId } = message;
  const { rows } = await world.pool.query<{ campaign_id: string | null }>(
    "SELECT campaign_id FROM outreach WHERE id = $1",
    [outreachId],
  );
  const id = rows[0]?.campaign_id ?? null;
  if (id === null) return pauseItsMailbox(world, message, at);
  const bring = (when: number, status: "paused" | "active") =>
    perform(world, { name: "interfere", at: when, subject: outreachId, isSafe: true }, (ctx) =>
      bringTo(ctx, { tenantId, id, status }),
    );
  await bring(at, "paused");
  enter(world, tenantId, at, (when) => bring(when, "active"));
}

async function pullKillSwitchBriefly(world: World, { tenantId, outreachId }: Message, at: number) {
  const change = (when: number, sequencer_paused: boolean) =>
    perform(world, { name: "interfere", at: when, subject: outreachId, isSafe: true }, async (ctx) => {
      const { version } = await getSettings(ctx, { tenantId });
      await changeSettings(ctx, { tenantId, actor, patch: { version, sequencer_paused, reason: "interference" } });
      return { sequencer_paused };
    });
  await change(at, true);
  enter(world, tenantId, at, (when) => change(when, false));
}

async function suppressItsAddress(world: World, { tenantId, outreachId }: Message, at: number) {
  await perform(world, { name: "interfere", at, subject: outreachId, isSafe: true }, async (ctx) => {
    const { prospect } = await ctx.forTenant(tenantId, (tx) =>
      tx.outreach.findUniqueOrThrow({ where: { id: outreachId }, include: { prospect: true } }),
    );
    return addSuppression(ctx, { tenantId, actor, kind: "email", value: prospect.email ?? "" });
  });
}

async function answerIt(world: World, { tenantId, outreachId }: Message, at: number) {
  await perform(world, { name: "reply", at, subject: outreachId, isSafe: true }, (ctx) =>
    storeReply(ctx, tenantId, outreachId),
  );
}

/** Takes it back within the half hour. */
function enter(world: World, tenantId: string, at: number, take: (when: number) => Promise<unknown>): void {
  const perform = async (when: number) => void (await take(when));
  world.agenda.add(at + world.random.between(2, 30) * minuteMs, {
    kind: "job",
    name: "take it back",
    tenantId,
    perform,
  });
}
