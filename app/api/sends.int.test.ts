import { expect, it } from "vitest";
import { settledSend } from "#lib/sending/contract.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { claimedAndWritten, createQueuedSend, stateOf } from "#lib/sending/testing.ts";
import { roles } from "#lib/shared/actor.ts";
import { callRoute } from "#lib/testing/access.ts";
import { createApiWorld } from "./api-world.ts";
import * as settle from "./sends/[id]/settle/route.ts";

const { ctx, newTenant } = createApiWorld();
const ours = await newTenant();
const theirs = await newTenant();
const body = { as: "not_sent", reason: "the provider's log has no such message" };

/** A message of ours that was handed over and never answered for. */
async function unknownSend() {
  ctx.onDeliver(() => ({ kind: "unknown", detail: "no answer" }));
  const send = await createQueuedSend(ctx, { tenantId: ours.tenantId });
  expect(await handOverSend(ctx, await claimedAndWritten(ctx, send))).toEqual({ kind: "unknown" });
  const call = (key: string | undefined, given: unknown = body) =>
    callRoute(settle.POST, { method: "POST", key, params: { id: send.email.id }, body: given });
  return { send, call };
}

it("an operator settles a message of unknown outcome, once, and the audit log has it with the request", async () => {
  const { send, call } = await unknownSend();
  const { status, json, headers } = await call(ours.keys.operator);
  expect([status, settledSend.parse(json)]).toEqual([200, { status: "cancelled" }]);
  expect((await stateOf(ctx, send)).row.status).toBe("cancelled");
  expect(await call(ours.keys.operator)).toMatchObject({ status: 409, json: { code: "conflict" } });
  const lines = await ctx.forTenant(ours.tenantId, (tx) =>
    tx.auditLog.findMany({ where: { target_id: send.email.id } }),
  );
  expect(lines).toMatchObject([{ action: "send.settled", reason: body.reason, actor_kind: "api_key" }]);
  expect(lines[0]?.request_id).toBe(headers.get("x-request-id"));
});

it("as sent it stays sent", async () => {
  const { call } = await unknownSend();
  expect(await call(ours.keys.operator, { ...body, as: "sent" })).toMatchObject({ json: { status: "sent" } });
});

it("two people at once: one settles it, the other is told", async () => {
  const { send, call } = await unknownSend();
  const answers = await Promise.all([
    call(ours.keys.operator, { ...body, as: "sent" }),
    call(ours.keys.admin, { ...body, as: "not_sent" }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const winner = answers.find(({ status }) => status === 200)?.json.status;
  expect((await stateOf(ctx, send)).row.status).toBe(winner);
});

it("is for operators and above, of the tenant itself", async () => {
  const { send, call } = await unknownSend();
  expect((await call(undefined)).status).toBe(401);
  expect((await call(ours.keys.viewer)).status).toBe(403);
  for (const role of roles) expect((await call(theirs.keys[role])).status).toBe(role === "viewer" ? 403 : 404);
  expect((await stateOf(ctx, send)).row.status).toBe("unknown");
});

it.each([
  [{ as: "not_sent" }, "reason"],
  [{ ...body, reason: " " }, "reason"],
  [{ ...body, as: "lost" }, "as"],
])("%j names the field that is wrong", async (given, field) => {
  const { call } = await unknownSend();
  expect(await call(ours.keys.operator, given)).toMatchObject({ status: 400, json: { errors: [{ field }] } });
});
