import { describe, expect, it } from "vitest";
import { healthTransitionPage } from "#lib/health/contract-transitions.ts";
import { historyAnswer, historyLines } from "#lib/history/contract.ts";
import type { NextHandler } from "#lib/http/next-handler.ts";
import { callRoute } from "#lib/testing/access.ts";
import { createApiWorld } from "./api-world.ts";
import * as connectionHistory from "./connections/[id]/history/route.ts";
import * as connectionTransitions from "./connections/[id]/transitions/route.ts";
import * as domainHistory from "./domains/[id]/history/route.ts";
import * as domainTransitions from "./domains/[id]/transitions/route.ts";
import * as lines from "./history/lines/route.ts";
import * as tenantHistory from "./history/route.ts";
import * as mailboxHistory from "./mailboxes/[id]/history/route.ts";
import * as mailboxTransitions from "./mailboxes/[id]/transitions/route.ts";

const { newTenant } = createApiWorld();
const [ours, theirs] = [await newTenant(), await newTenant()];

const get = (handler: NextHandler, options: { id?: string; query?: string } = {}) =>
  callRoute(handler, {
    method: "GET",
    key: ours.keys.viewer,
    params: options.id ? { id: options.id } : {},
    path: `/api/history${options.query ?? ""}`,
  });

const places = [
  ["domain", domainHistory, domainTransitions],
  ["mailbox", mailboxHistory, mailboxTransitions],
  ["connection", connectionHistory, connectionTransitions],
] as const;

describe.each(places)("a %s", (kind, history, transitions) => {
  it("has a history for a viewer, in the shape of the contract", async () => {
    const { status, json } = await get(history.GET, { id: ours.ids[kind], query: "?range=90d" });
    expect(status).toBe(200);
    expect(historyAnswer.parse(json)).toMatchObject({ scope: { kind, id: ours.ids[kind] }, range: "90d", step: "day" });
  });

  it("has its changes of state", async () => {
    const { status, json } = await get(transitions.GET, { id: ours.ids[kind], query: "?limit=5" });
    expect(status).toBe(200);
    expect(healthTransitionPage.parse(json)).toEqual({ items: [], next_cursor: null });
  });

  it("is not found by another tenant", async () => {
    for (const { GET } of [history, transitions]) {
      expect(await get(GET, { id: theirs.ids[kind] })).toMatchObject({ status: 404, json: { code: "not_found" } });
    }
  });
});

describe("/api/history", () => {
  it("is the tenant's own, of one provider if asked", async () => {
    const { json } = await get(tenantHistory.GET, { query: "?provider=microsoft" });
    expect(historyAnswer.parse(json)).toMatchObject({ scope: { kind: "global", id: null }, provider: "microsoft" });
  });

  it.each([
    ["?range=1y", "range"],
    ["?provider=gmail", "provider"],
    ["?zoom=1", "zoom"],
  ])("%s is refused by name", async (query, field) => {
    const { status, json } = await get(tenantHistory.GET, { query });
    expect(status).toBe(400);
    expect(json?.errors).toMatchObject([{ field }]);
  });
});

describe("/api/history/lines", () => {
  it("answers the days and what it knows of the ids", async () => {
    const { status, json } = await get(lines.GET, {
      query: `?scope=mailbox&ids=${ours.ids.mailbox},${theirs.ids.mailbox}`,
    });
    expect(status).toBe(200);
    expect(historyLines.parse(json)).toMatchObject({ items: [] });
  });

  it.each(["?scope=mailbox", "?scope=tenant&ids=7", "?scope=domain&ids=7", `?scope=domain&ids=${",".repeat(200)}`])(
    "%s is refused",
    async (query) => expect((await get(lines.GET, { query })).status).toBe(400),
  );
});
