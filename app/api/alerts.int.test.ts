import { afterAll, describe, expect, it } from "vitest";
import { alertPage, alertView } from "#lib/alerts/contract.ts";
import {
  deliveryPage,
  deliveryView,
  recipientPage,
  recipientView,
  webhookPage,
  webhookView,
  webhookWithSecret,
} from "#lib/alerts/contract-delivery.ts";
import { evaluateAlerts } from "#lib/alerts/evaluate-alerts.ts";
import { setSettings } from "#lib/alerts/testing/alert-world.ts";
import { startReceiver } from "#lib/alerts/testing/receiver.ts";
import { callRoute } from "#lib/testing/access.ts";
import * as recipientDeliveries from "./alert-recipients/[id]/deliveries/route.ts";
import * as recipient from "./alert-recipients/[id]/route.ts";
import * as recipients from "./alert-recipients/route.ts";
import * as acknowledge from "./alerts/[id]/acknowledge/route.ts";
import * as alert from "./alerts/[id]/route.ts";
import * as snooze from "./alerts/[id]/snooze/route.ts";
import * as alerts from "./alerts/route.ts";
import { createApiWorld } from "./api-world.ts";
import * as audit from "./audit/route.ts";
import * as deliveries from "./outgoing-webhooks/[id]/deliveries/route.ts";
import * as rotate from "./outgoing-webhooks/[id]/rotate-secret/route.ts";
import * as webhook from "./outgoing-webhooks/[id]/route.ts";
import * as test from "./outgoing-webhooks/[id]/test/route.ts";
import * as webhooks from "./outgoing-webhooks/route.ts";

const { ctx, newTenant } = createApiWorld();
const [mine, theirs] = [await newTenant(), await newTenant()];
const receiver = await startReceiver();
afterAll(() => receiver.close());

const post = (body: unknown = {}, key = mine.keys.admin, id = "") =>
  ({ method: "POST", key, body, params: { id } }) as const;

async function opened(tenantId: string, settings: Parameters<typeof setSettings>[2]) {
  await setSettings(ctx, tenantId, settings);
  await evaluateAlerts(ctx, { tenantId });
}

describe("/api/alerts", () => {
  it("lists by state, kind and severity, page by page, newest first", async () => {
    await opened(mine.tenantId, { sequencer_paused: true });
    await opened(mine.tenantId, { sequencer_paused: false, is_active: false });
    const list = async (query: string) => {
      const { status, json } = await callRoute(alerts.GET, { key: mine.keys.viewer, path: `/api/alerts?${query}` });
      expect([status, alertPage.parse(json)]).toEqual([200, json]);
      return json;
    };
    const kinds = async (query: string) => (await list(query)).items.map((item: { kind: string }) => item.kind);
    expect(await kinds("")).toEqual(["engine_off", "engine_paused"]);
    expect(await kinds("status=open")).toEqual(["engine_off"]);
    expect(await kinds("status=closed")).toEqual(["engine_paused"]);
    expect(await kinds("severity=critical")).toEqual(["engine_paused"]);
    expect(await kinds("kind=engine_off")).toEqual(["engine_off"]);
    const first = await list("limit=1");
    expect(await kinds(`limit=1&cursor=${first.next_cursor}`)).toEqual(["engine_paused"]);
  });

  it.each(["status=over", "kind=nothing", "severity=bad", "cursor=x", "state=open"])("refuses ?%s", async (query) => {
    const { status, json } = await callRoute(alerts.GET, { key: mine.keys.viewer, path: `/api/alerts?${query}` });
    expect([status, json.code, json.errors[0].field]).toEqual([400, "validation_failed", query.split("=")[0]]);
  });

  it("shows one, takes an acknowledgement and a snooze from an operator, and no other tenant's", async () => {
    const [{ id }] = (await callRoute(alerts.GET, { key: mine.keys.viewer, path: "/api/alerts?status=open" })).json
      .items;
    const shown = await callRoute(alert.GET, { key: mine.keys.viewer, params: { id } });
    expect([shown.status, alertView.parse(shown.json)]).toEqual([200, shown.json]);
    const seen = await callRoute(acknowledge.POST, { method: "POST", key: mine.keys.operator, params: { id } });
    expect([seen.status, seen.json.acknowledged_by]).toEqual([200, "API key operator"]);
    const withdraw = (key: string) => callRoute(acknowledge.DELETE, { method: "DELETE", key, params: { id } });
    expect((await withdraw(mine.keys.viewer)).status).toBe(403);
    const back = await withdraw(mine.keys.operator);
    expect([back.status, alertView.parse(back.json)]).toEqual([200, back.json]);
    expect(back.json.acknowledged_by).toBeNull();
    const later = await callRoute(snooze.POST, post({ hours: 2 }, mine.keys.operator, id));
    expect(later.json.snoozed_until).toBe("2026-06-10T18:00:00.000Z");
    for (const hours of [0, 721, "2", undefined]) {
      expect((await callRoute(snooze.POST, post({ hours }, mine.keys.operator, id))).status).toBe(400);
    }
    const stranger = theirs.keys.owner;
    expect((await callRoute(alert.GET, { key: stranger, params: { id } })).status).toBe(404);
    expect((await callRoute(acknowledge.POST, post({}, stranger, id))).status).toBe(404);
    expect((await withdraw(stranger)).status).toBe(404);
    expect((await callRoute(snooze.POST, post({ hours: 1 }, stranger, id))).status).toBe(404);
  });

  it("answers 409 for what is over", async () => {
    const [{ id }] = (await callRoute(alerts.GET, { key: mine.keys.viewer, path: "/api/alerts?status=closed" })).json
      .items;
    const { status, json } = await callRoute(acknowledge.POST, post({ note: "late" }, mine.keys.operator, id));
    expect([status, json.code]).toEqual([409, "conflict"]);
  });
});

describe("/api/outgoing-webhooks", () => {
  const body = { name: "Pager", url: receiver.url };

  it("is made, changed, tested, rotated and removed, with its secret shown at its making and never again", async () => {
    const made = await callRoute(webhooks.POST, post(body));
    expect([made.status, webhookWithSecret.parse(made.json)]).toEqual([201, made.json]);
    const { id, secret, version } = made.json;
    const listed = await callRoute(webhooks.GET, { key: mine.keys.admin });
    expect(webhookPage.parse(listed.json)).toEqual(listed.json);
    const change = { version, min_severity: "critical", kinds: ["budget"] };
    const changed = await callRoute(webhook.PATCH, {
      method: "PATCH",
      key: mine.keys.admin,
      params: { id },
      body: change,
    });
    expect(webhookView.strict().parse(changed.json)).toMatchObject({
      min_severity: "critical",
      kinds: ["budget"],
      version: 2,
    });
    const tested = await callRoute(test.POST, post({}, mine.keys.admin, id));
    expect(deliveryView.parse(tested.json)).toMatchObject({ status: "delivered", last_status: 204 });
    const log = await callRoute(deliveries.GET, { key: mine.keys.admin, params: { id } });
    expect([deliveryPage.parse(log.json).items.length, log.json.items[0].event]).toEqual([1, "test"]);
    const rotated = await callRoute(rotate.POST, post({}, mine.keys.admin, id));
    expect(webhookWithSecret.parse(rotated.json)).toMatchObject({ id, previous_secret_until: expect.any(String) });
    const removed = await callRoute(webhook.DELETE, { method: "DELETE", key: mine.keys.admin, params: { id } });
    expect([removed.status, (await callRoute(webhook.GET, { key: mine.keys.admin, params: { id } })).status]).toEqual([
      204, 404,
    ]);
    const trail = await callRoute(audit.GET, { key: mine.keys.admin, path: `/api/audit?target_id=${id}` });
    const actions = trail.json.items.map((line: { action: string }) => line.action.split(".")[1]);
    expect(actions).toEqual(["removed", "secret_rotated", "tested", "changed", "created"]);
    for (const hidden of [secret, rotated.json.secret]) {
      expect(JSON.stringify([listed.json, changed.json, trail.json, log.json])).not.toContain(hidden);
    }
  });

  it.each([
    [{ name: "", url: "https://a.example/x" }, "name"],
    [{ name: "P", url: "http://pager.example.com/hook" }, "url"],
    [{ name: "P", url: "https://10.0.0.1/hook" }, "url"],
    [{ name: "P", url: "https://169.254.169.254/latest/meta-data" }, "url"],
    [{ name: "P", url: "nonsense" }, "url"],
    [{ ...body, kinds: ["nothing"] }, "kinds.0"],
    [{ ...body, min_severity: "loud" }, "min_severity"],
    [{ ...body, secret: "mine" }, "secret"],
  ])("refuses %o at %s", async (wrong, field) => {
    const { status, json } = await callRoute(webhooks.POST, post(wrong));
    expect([status, json.errors[0].field]).toEqual([400, field]);
  });

  it("saves nothing over another's change, and leaves no address to turn inwards", async () => {
    const { id } = (await callRoute(webhooks.POST, post(body))).json;
    const patch = (change: object) =>
      callRoute(webhook.PATCH, { method: "PATCH", key: mine.keys.admin, params: { id }, body: change });
    expect((await patch({ version: 1, name: "First" })).status).toBe(200);
    const late = await patch({ version: 1, name: "Second" });
    expect([late.status, late.json.code, late.json.current.name]).toEqual([409, "version_conflict", "First"]);
    expect(late.json.changes).toMatchObject([{ before: { name: body.name }, after: { name: "First" } }]);
    expect((await patch({ version: 2, url: "https://127.0.0.1.nip.internal/x" })).status).toBe(400);
  });

  it("belongs to one tenant, and to its admins", async () => {
    const { id } = (await callRoute(webhooks.POST, post(body))).json;
    expect((await callRoute(webhooks.GET, { key: mine.keys.operator })).status).toBe(403);
    expect((await callRoute(webhooks.GET, { key: theirs.keys.admin })).json.items).toEqual([]);
    const stranger = theirs.keys.owner;
    const answers = [
      await callRoute(webhook.GET, { key: stranger, params: { id } }),
      await callRoute(deliveries.GET, { key: stranger, params: { id } }),
      await callRoute(test.POST, post({}, stranger, id)),
      await callRoute(rotate.POST, post({}, stranger, id)),
      await callRoute(webhook.PATCH, { method: "PATCH", key: stranger, params: { id }, body: { version: 1 } }),
      await callRoute(webhook.DELETE, { method: "DELETE", key: stranger, params: { id } }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 404]);
  });
});

describe("/api/alert-recipients", () => {
  it("is added once, changed and removed, and says whether mail is on", async () => {
    const added = await callRoute(recipients.POST, post({ email: "Ann@Company.test" }));
    expect([added.status, recipientView.parse(added.json)]).toEqual([201, added.json]);
    expect(added.json).toMatchObject({ email: "ann@company.test", min_severity: "warning" });
    const twice = await callRoute(recipients.POST, post({ email: "ann@company.test" }));
    expect([twice.status, twice.json.errors[0].field]).toEqual([409, "email"]);
    const { id } = added.json;
    const change = { method: "PATCH", key: mine.keys.admin, params: { id }, body: { min_severity: "info" } } as const;
    expect((await callRoute(recipient.PATCH, change)).json.min_severity).toBe("info");
    const listed = await callRoute(recipients.GET, { key: mine.keys.admin });
    expect(recipientPage.parse(listed.json)).toMatchObject({ items: [{ id }], is_email_on: false });
    expect((await callRoute(recipientDeliveries.GET, { key: mine.keys.admin, params: { id } })).json.items).toEqual([]);
    const strange = { ...change, key: theirs.keys.owner };
    expect((await callRoute(recipient.PATCH, strange)).status).toBe(404);
    expect((await callRoute(recipientDeliveries.GET, { key: theirs.keys.owner, params: { id } })).status).toBe(404);
    expect((await callRoute(recipient.DELETE, { ...strange, method: "DELETE" })).status).toBe(404);
    expect((await callRoute(recipient.DELETE, { method: "DELETE", key: mine.keys.admin, params: { id } })).status).toBe(
      204,
    );
    const trail = await callRoute(audit.GET, { key: mine.keys.admin, path: `/api/audit?target_id=${id}` });
    expect(trail.json.items.map((line: { action: string }) => line.action)).toEqual([
      "alert_recipient.removed",
      "alert_recipient.changed",
      "alert_recipient.added",
    ]);
  });

  it.each(["nobody", "", "a@b", 7])("refuses %o as an address", async (email) => {
    const { status, json } = await callRoute(recipients.POST, post({ email }));
    expect([status, json.errors[0].field]).toEqual([400, "email"]);
  });
});
