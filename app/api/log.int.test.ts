import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createWebhook } from "#lib/alerts/change-webhooks.ts";
import { deliverWebhooks } from "#lib/alerts/deliver-webhooks.ts";
import { evaluateAlerts } from "#lib/alerts/evaluate-alerts.ts";
import { startReceiver } from "#lib/alerts/testing/receiver.ts";
import { createAuth } from "#lib/auth/create-auth.ts";
import { createLogger } from "#lib/logger/logger.ts";
import { createMailPort } from "#lib/mail/create-mail-port.ts";
import { importFile } from "#lib/prospects/testing/import-file.ts";
import { claimSend } from "#lib/sending/claim-send.ts";
import { generateEmail } from "#lib/sending/generate-email.ts";
import { handOverSend } from "#lib/sending/hand-over-send.ts";
import { runSequencer } from "#lib/sequencing/run-sequencer.ts";
import { systemActor } from "#lib/shared/actor.ts";
import { acceptUnsubscribe, showUnsubscribePage } from "#lib/suppressions/answer-unsubscribe.ts";
import { createUnsubscribeToken } from "#lib/suppressions/unsubscribe-token.ts";
import { callRoute } from "#lib/testing/access.ts";
import { cookiesIn, createAuthWorld, testPassword } from "#lib/testing/auth-world.ts";
import { authenticatorCode } from "#lib/testing/authenticator.ts";
import { createTestMailbox } from "#lib/testing/factory.ts";
import { verifyProspects } from "#lib/verification/verify-prospects.ts";
import { receiveSendgridPost } from "#lib/webhooks/receive-sendgrid-post.ts";
import { createKeys, event, signPost } from "#lib/webhooks/testing/webhook-world.ts";
import * as apiKeys from "./api-keys/route.ts";
import * as connections from "./connections/route.ts";
import { createLogWorld } from "./log-world.ts";
import * as confirm from "./me/two-factor/confirm/route.ts";
import * as enrol from "./me/two-factor/enrol/route.ts";
import { provideParts } from "./route-kit.ts";

// Everything that is secret goes once through the product, with a log that keeps every line and errors on purpose; then the log is read.
const { ctx, service, newOwner, signInAs, nameCode } = createAuthWorld();
const { lines, planted, plant } = createLogWorld();

ctx.log = createLogger("trace", { write: (line) => lines.push(line) });
ctx.mail = createMailPort({ simulatorUrl: "http://127.0.0.1:9", appUrl: ctx.config.appUrl });
provideParts({ context: () => ctx, auth: () => service });
const smtpPassword = plant("password of the mail server", "pw7!Xq");
const address = plant("address of a prospect", `zora.quill@shop-${crypto.randomUUID().slice(0, 8)}.test`);
const server = new SMTPServer({
  disabledCommands: ["STARTTLS"],
  onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "" }),
  onRcptTo: ({ address: to }, _session, done) => done(new Error(`451 <${to}> try later`)),
});
const receiver = await startReceiver();

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
});
afterAll(async () => {
  await receiver.close();
  await ctx.mail.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

/** An owner with a second factor, signed in; whoever cannot reach the database is told nothing. */
async function signInWhole() {
  const owner = await newOwner();
  plant("password of a person", testPassword);
  plant("address of a person", owner.email);
  await signInAs(owner.email, plant("wrong password", "wrong-but-close 9")).catch(() => {});
  const before = cookiesIn(await signInAs(owner.email));
  const asked = (cookie: string, body: object) => ({
    method: "POST" as const,
    headers: { cookie, origin: ctx.config.appUrl },
    body,
  });
  const { json } = await callRoute(enrol.POST, asked(before, { password: testPassword }));
  plant("secret of the second factor", json.secret);
  for (const code of json.backup_codes) plant(`backup code ${code}`, code);
  const confirmed = await callRoute(confirm.POST, asked(before, { code: await authenticatorCode(json.secret) }));
  expect(confirmed.status).toBe(204);
  const challenge = cookiesIn(await signInAs(owner.email));
  const cookie = cookiesIn(await nameCode(challenge, json.backup_codes[0]));
  plant("session", /session_token=([^;.]+)/.exec(decodeURIComponent(cookie))?.[1] ?? "");
  const away = createAuth({
    databaseUrl: `postgresql://app:${plant("password of the database", "db-Pass_1")}@127.0.0.1:9/x`,
    appUrl: ctx.config.appUrl,
    secret: plant("secret of sessions", "k".repeat(20) + "A1".repeat(10)),
    sharedSignInMax: 100,
    onFailure: (message, cause) => ctx.log.error({ err: cause }, message),
  });
  await away.handler(new Request(`${ctx.config.appUrl}/api/auth/get-session`, { headers: { cookie } })).catch(() => {});
  await away.close();
  return { ...owner, asked: (body: object) => asked(cookie, body) };
}

/** A connection with a password and a key for events, an API key, and a receiver of notices that refuses. */
async function connect({ tenantId, asked }: Awaited<ReturnType<typeof signInWhole>>) {
  const { publicKey, privateKey } = createKeys();
  const der = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
  plant("private key", der.slice(10, 60));
  const made = await callRoute(
    connections.POST,
    asked({
      kind: "smtp",
      name: "Relay",
      event_source: "sendgrid",
      settings: {
        host: "127.0.0.1",
        port: (server.server.address() as AddressInfo).port,
        security: "none",
        username: "u",
      },
      secrets: { password: smtpPassword },
      webhook_public_key: publicKey.export({ type: "spki", format: "pem" }).toString(),
    }),
  );
  expect(made.status).toBe(201);
  const key = await callRoute(apiKeys.POST, asked({ name: "script", role: "viewer" }));
  plant("API key", key.json.key);
  expect((await callRoute(connections.GET, { key: key.json.key })).status).toBe(200);
  await callRoute(connections.GET, { key: `${key.json.key}x` });
  const actor = systemActor("test");
  const body = { name: "Pager", url: receiver.url, min_severity: "warning", kinds: [] } as const;
  const webhook = await createWebhook(ctx, { tenantId, actor, body: { ...body, kinds: [] } });
  plant("secret of a receiver", webhook.secret);
  receiver.answer(() => ({ status: 500, body: `no ${webhook.secret}` }));
  await evaluateAlerts(ctx, { tenantId });
  await deliverWebhooks(ctx, tenantId);
  return { connectionId: made.json.id as string, privateKey };
}

/** Imported, verified, planned, written, and refused by the mail server with the address in its answer. */
async function sendOne(tenantId: string, connectionId: string) {
  await ctx.forTenant(tenantId, (tx) =>
    tx.salesEngineConfig.update({
      where: { tenant_id: tenantId },
      data: {
        is_active: true,
        sequencer_paused: false,
        company_address: "1 Main St",
        send_hours_start: "00:00",
        send_hours_end: "23:59",
        send_weekdays_only: false,
        holidays_enabled: false,
      },
    }),
  );
  await createTestMailbox(ctx, tenantId, { provider_connection_id: connectionId });
  await importFile(
    ctx,
    tenantId,
    `email,company,name,city,state\n${address},Quill Heating,Zora Quill,Austin,TX\nnot an address,x,y,z,TX\n`,
  );
  await verifyProspects(ctx, { tenantId });
  await runSequencer(ctx, { tenantId });
  const email = await ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.findFirstOrThrow({ where: { status: "queued" } }),
  );
  ctx.setNow(new Date(Math.max(ctx.now().getTime(), email.scheduled_at.getTime())));
  const claimed = await claimSend(ctx, { tenantId, outreachEmailId: email.id });
  if (claimed.kind !== "claimed") throw new Error("not claimed");
  expect(await generateEmail(ctx, claimed.claim)).toEqual({ kind: "ready" });
  const written = await ctx.forTenant(tenantId, (tx) =>
    tx.outreachEmail.findUniqueOrThrow({ where: { id: email.id } }),
  );
  plant(
    "body of a message",
    (written.body_text ?? "")
      .split("\n")
      .find((line) => line.length > 40)
      ?.slice(0, 40) ?? "",
  );
  plant("subject of a message", written.subject ?? "");
  expect((await handOverSend(ctx, claimed.claim)).kind).not.toBe("gone");
  return written;
}

/** Rules of the database that rows with mail and secrets in them break, logged as every unexpected error is. */
async function breakRules(tenantId: string, email: { id: string; body_text: string | null }) {
  const attempts = [
    () =>
      ctx.forTenant(
        tenantId,
        (tx) => tx.$executeRaw`UPDATE outreach_emails SET status = 'no such' WHERE id = ${email.id}::uuid`,
      ),
    () =>
      ctx.forTenant(tenantId, (tx) =>
        tx.outreachEmail.update({ where: { id: email.id }, data: { status: "no such" } }),
      ),
    () =>
      ctx.forTenant(tenantId, (tx) =>
        tx.outreachEmail.update({ where: { id: email.id }, data: { body_text: email.body_text, nothing: 1 } as never }),
      ),
    () =>
      ctx.forTenant(tenantId, (tx) =>
        tx.prospect.create({ data: { tenant_id: tenantId, email: address, email_key: address } }),
      ),
  ];
  for (const attempt of attempts) {
    const error = await attempt().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    ctx.log.error({ err: error, tenantId }, "request failed");
  }
}

async function postEvents(
  tenantId: string,
  connectionId: string,
  privateKey: ReturnType<typeof createKeys>["privateKey"],
  email: Parameters<typeof event>[1],
) {
  const post = (body: string, signature?: string) => {
    const timestamp = String(Math.floor(ctx.now().getTime() / 1_000));
    const headers = {
      "content-type": "application/json",
      "x-twilio-email-event-webhook-signature": signature ?? signPost(privateKey, Buffer.from(body), timestamp),
      "x-twilio-email-event-webhook-timestamp": timestamp,
    };
    return receiveSendgridPost(ctx, new Request("http://127.0.0.1/x", { method: "POST", headers, body }), connectionId);
  };
  const good = JSON.stringify([event(ctx, email, "delivered"), { email: address, event: 7 }]);
  expect((await post(good)).status).toBe(200);
  expect((await post(good, "bm8=")).status).toBe(401);
  expect((await post(`not JSON ${address}`)).status).toBe(400);
  const token = plant("unsubscribe token", createUnsubscribeToken(ctx.config, { tenantId, outreachEmailId: email.id }));
  expect((await showUnsubscribePage(ctx, token)).status).toBe(200);
  const { forTenant } = ctx;
  ctx.forTenant = () => Promise.reject(new Error(`no database for /u/${token} of ${address}`));
  expect((await acceptUnsubscribe(ctx, token)).status).toBe(503);
  expect((await post(good)).status).toBe(500);
  ctx.forTenant = forTenant;
  expect((await acceptUnsubscribe(ctx, token)).status).toBe(200);
}

it("the log of a sign-in, an import, a send, events, an unsubscribe and of what goes wrong holds nothing that was used in it", async () => {
  const owner = await signInWhole();
  const { connectionId, privateKey } = await connect(owner);
  const email = await sendOne(owner.tenantId, connectionId);
  await breakRules(owner.tenantId, email);
  await postEvents(owner.tenantId, connectionId, privateKey, email);
  for (const told of ["request failed", "webhook post failed", "an unsubscribe request failed", "sequencer run"])
    expect(lines.filter((line) => line.includes(`"msg":"${told}"`))).not.toEqual([]);
  expect([...planted].filter(([, secret]) => secret.length < 6)).toEqual([]);
  const log = lines.join("\n");
  expect([...planted].filter(([, secret]) => log.includes(secret)).map(([name]) => name)).toEqual([]);
});
