import { expect, it } from "vitest";
import { messageView } from "#lib/sending/contract-message.ts";
import { callRoute } from "#lib/testing/access.ts";
import { createTestEmail, createTestProspect } from "#lib/testing/factory.ts";
import { createApiWorld } from "./api-world.ts";
import * as message from "./sends/[id]/message/route.ts";

const { ctx, newTenant } = createApiWorld();
const ours = await newTenant();
const theirs = await newTenant();

async function messageWith(data: object) {
  const { prospect, outreach } = await createTestProspect(ctx, ours.tenantId);
  const email = await createTestEmail(ctx, ours.tenantId, outreach.id, data);
  const read = (key?: string) => callRoute(message.GET, { key, params: { id: email.id } });
  return { prospect, email, read };
}

it("a viewer reads a message as it was written, its HTML made harmless", async () => {
  const { prospect, email, read } = await messageWith({
    subject: "Furnace season",
    body_text: "Hi Pat",
    body_html: '<p onclick="x()">Hi Pat<script>alert(1)</script><img src="https://t.example/p.gif"></p>',
    angle: "season",
  });
  const { status, json } = await read(ours.keys.viewer);
  expect([status, messageView.parse(json)]).toEqual([200, json]);
  expect(json).toMatchObject({
    id: email.id,
    prospect_id: prospect.id,
    subject: "Furnace season",
    text: "Hi Pat",
    html: "<p>Hi Pat<span></span></p>",
    images_left_out: 1,
    angle: "season",
    direction: "outbound",
  });
});

it("one that is not written yet, or has no HTML, says so by null", async () => {
  const { read } = await messageWith({ status: "queued", sent_at: null, body_text: null, body_html: null });
  expect((await read(ours.keys.viewer)).json).toMatchObject({ html: null, text: null, sent_at: null });
});

it("is nobody else's", async () => {
  const { read } = await messageWith({ body_text: "Hi" });
  expect(await read(theirs.keys.owner)).toMatchObject({ status: 404, json: { code: "not_found" } });
  expect((await read()).status).toBe(401);
});
