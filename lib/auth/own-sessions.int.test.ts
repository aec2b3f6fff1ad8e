import { describe, expect, inject, it } from "vitest";
import { cookiesIn, createAuthWorld } from "#lib/testing/auth-world.ts";
import { countAddressTry } from "./count-tries.ts";
import { createAuth } from "./create-auth.ts";
import { endOtherSessions, endOwnSession, listOwnSessions, requirePerson } from "./own-sessions.ts";
import { readSession } from "./read-session.ts";

const world = createAuthWorld();
const { ctx, service } = world;

const read = (cookie: string) => readSession(service, new Headers({ cookie }));
const list = async (cookie: string) => (await listOwnSessions(service, ctx, new Headers({ cookie }))).items;
const browser = { "user-agent": "Firefox/150 on a laptop", "x-forwarded-for": "198.51.100.7" };

describe("the sessions of a person", () => {
  it("say where, from where and when, the one that asks among them", async () => {
    const owner = await world.newOwner();
    const laptop = cookiesIn(await world.signInAs(owner.email, undefined, browser));
    const script = await world.cookieOf(owner.email);
    const items = await list(laptop);
    expect(items.map((item) => [item.user_agent, item.ip_address, item.is_current])).toEqual([
      [null, null, false],
      ["Firefox/150 on a laptop", "198.51.100.7", true],
    ]);
    expect((await list(script)).find((item) => item.is_current)?.user_agent).toBeNull();
    expect(JSON.stringify(items)).not.toContain(laptop.split("=")[1]?.split(".")[0]);
  });

  it("end one by one, all others at once, and never somebody else's", async () => {
    const owner = await world.newOwner();
    const cookies = [
      await world.cookieOf(owner.email),
      await world.cookieOf(owner.email),
      await world.cookieOf(owner.email),
    ];
    const [here = "", there = "", elsewhere = ""] = cookies;
    const id = (await list(there)).find((item) => item.is_current)?.id ?? "";
    const stranger = await world.cookieOf((await world.newOwner()).email);
    const asStranger = endOwnSession(service, new Headers({ cookie: stranger }), id);
    await expect(asStranger).rejects.toMatchObject({ code: "not_found" });
    await endOwnSession(service, new Headers({ cookie: here }), id);
    expect([await read(there), (await read(elsewhere))?.userId]).toEqual([null, owner.userId]);
    expect(await endOtherSessions(service, new Headers({ cookie: here }))).toEqual({ ended: 1 });
    expect([await read(elsewhere), (await read(here))?.userId]).toEqual([null, owner.userId]);
  });

  it("are a person's affair: a key has none", async () => {
    const headers = new Headers({ authorization: "Bearer oc_x" });
    await expect(requirePerson(service, headers)).rejects.toMatchObject({ code: "forbidden" });
    await expect(requirePerson(service, new Headers())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a session that nobody uses", () => {
  const useAt = (userId: string, hoursAgo: number) =>
    ctx.acrossTenants((tx) =>
      tx.session.updateMany({ where: { userId }, data: { lastUsedAt: new Date(Date.now() - hoursAgo * 3_600_000) } }),
    );

  it("ends after a day, and is gone", async () => {
    const owner = await world.newOwner();
    const cookie = await world.cookieOf(owner.email);
    await useAt(owner.userId, 24);
    expect(await read(cookie)).toBeNull();
    expect(await ctx.acrossTenants((tx) => tx.session.count({ where: { userId: owner.userId } }))).toBe(0);
  });

  it("goes on when it is used before, which is noted once a minute", async () => {
    const owner = await world.newOwner();
    const cookie = await world.cookieOf(owner.email);
    await useAt(owner.userId, 23.9);
    expect(await read(cookie)).toMatchObject({ userId: owner.userId });
    const [first] = await list(cookie);
    expect(Date.now() - Date.parse(first?.last_used_at ?? "")).toBeLessThan(60_000);
    await read(cookie);
    expect((await list(cookie))[0]?.last_used_at).toBe(first?.last_used_at);
  });
});

describe("tries from one address", () => {
  it("are limited, without locking others out", async () => {
    const owner = await world.newOwner();
    const from = (address: string) => ({ "x-forwarded-for": address });
    for (let n = 0; n < 50; n++) await countAddressTry(service.db, "93.184.216.34", ctx.now());
    const refused = world.signInAs(owner.email, undefined, from("93.184.216.34"));
    await expect(refused).rejects.toMatchObject({ code: "rate_limited", message: /this address/ });
    expect((await world.signInAs(owner.email, undefined, from("93.184.216.35"))).status).toBe(200);
    expect((await world.signInAs(owner.email)).status).toBe(200);
  });

  it("are not counted behind a proxy that nobody has named: everybody has its address", async () => {
    const owner = await world.newOwner();
    const behind = { "x-forwarded-for": "10.0.0.7", "x-outreach-client-address": "6.6.6.6" };
    for (let n = 0; n < 60; n++) await countAddressTry(service.db, "10.0.0.7", ctx.now());
    const cookie = cookiesIn(await world.signInAs(owner.email, undefined, behind));
    expect((await list(cookie))[0]?.ip_address).toBe("10.0.0.7");
  });
});

it("an old secret opens second factors and no cookie: after a change everybody signs in anew", async () => {
  const owner = await world.newOwner();
  const cookie = await world.cookieOf(owner.email);
  const { appUrl } = ctx.config;
  const secrets = { secret: "t".repeat(40), oldSecrets: ["s".repeat(40)] };
  const renewed = createAuth({ databaseUrl: inject("databaseUrl"), appUrl, ...secrets });
  expect(await readSession(renewed, new Headers({ cookie }))).toBeNull();
  await renewed.close();
});
