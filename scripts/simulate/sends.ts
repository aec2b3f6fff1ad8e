import type { EngineContext } from "#lib/engine/context.ts";
import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import type { Claim, HandOverResult } from "#lib/sending/types.ts";
import { interfere } from "./interference.ts";
import { count, perform, type SendRun, type World } from "./world.ts";

export type HandOverStep = (ctx: EngineContext, claim: Claim) => Promise<HandOverResult>;

const retries = 3;
const secondMs = 1_000;

/** Goes on with one run of send-email as inngest/functions/send-email.ts does: claim, text, hand-over, each step tried again. */
export async function goOnSending(
  world: World,
  run: SendRun,
  at: number,
  handOver: HandOverStep = handOverSend,
): Promise<void> {
  if (run.claim === null) {
    const asked = { tenantId: run.tenantId, outreachEmailId: run.emailId, runId: run.runId };
    const claimed = await perform(world, { name: "claimSend", at, subject: null }, (ctx) => claimSend(ctx, asked));
    if (claimed.kind !== "done") return tryAgain(world, run, at);
    count(world, `claim: ${claimed.value.kind}`);
    if (claimed.value.kind !== "claimed") return;
    run.claim = claimed.value.claim;
    world.trace.note(at, run.claim.outreachId, `claimed ${run.emailId} (run ${run.runId})`);
    if (isSlow(world)) return later(world, run, at);
  }
  const { claim } = run;
  if (!run.isWritten) {
    const written = await perform(world, { name: "generateEmail", at, subject: claim.outreachId }, (ctx) =>
      generateEmail(ctx, claim),
    );
    if (written.kind !== "done") return tryAgain(world, run, at);
    if (written.value.kind !== "ready") return;
    run.isWritten = true;
    if (isSlow(world)) return later(world, run, at);
  }
  const handed = await perform(world, { name: "handOverSend", at, subject: claim.outreachId }, (ctx) =>
    handOver(ctx, claim),
  );
  if (handed.kind !== "done") return tryAgain(world, run, at);
  const { value } = handed;
  count(world, "reason" in value ? `hand-over: ${value.kind} (${value.reason})` : `hand-over: ${value.kind}`);
}

/** Some runs wait between their steps, for so long at times that their claim runs out. */
function isSlow(world: World): boolean {
  return world.options.faults.length > 0 && world.random.chance(world.options.prospects > 4_000 ? 0.03 : 0.1);
}

/** Goes on after a while; in the meantime somebody may stop this very message. */
function later(world: World, run: SendRun, at: number): void {
  world.needsUpkeep = true;
  world.agenda.add(at + world.random.between(5, 15 * 60) * secondMs, { kind: "send", run });
  if (run.claim === null || !world.random.chance(0.6)) return;
  const message = { tenantId: run.tenantId, outreachId: run.claim.outreachId, mailboxId: run.mailboxId };
  const perform = (when: number) => interfere(world, message, when);
  world.agenda.add(at + secondMs, { kind: "job", name: "interfere", tenantId: run.tenantId, perform });
}

/** The runner tries a failed step again, three times; what it gives up is left to reconcile-sends. */
function tryAgain(world: World, run: SendRun, at: number): void {
  world.needsUpkeep = true;
  run.attempt += 1;
  if (run.attempt > retries || world.random.chance(0.2)) count(world, "runs given up");
  else world.agenda.add(at + 20 * secondMs * run.attempt, { kind: "send", run });
}
