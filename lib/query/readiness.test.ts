import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchReadiness, readReadiness } from "./readiness.ts";

afterEach(() => vi.unstubAllGlobals());

describe("readReadiness", () => {
  it.each([
    { name: "all well", ok: true, body: { checks: { postgres: { status: "ok" }, redis: "ok" } }, failing: [] },
    { name: "Redis away", ok: true, body: { checks: { redis: { status: "degraded" } } }, failing: ["redis"] },
    { name: "Postgres away", ok: false, body: { checks: { postgres: { status: "down" } } }, failing: ["postgres"] },
    { name: "no checks", ok: true, body: null, failing: [] },
  ])("$name", ({ ok, body, failing }) => {
    expect(readReadiness(ok, body)).toEqual({ isReady: ok && failing.length === 0, failing });
  });
});

describe("fetchReadiness", () => {
  it("names the server when nothing answers", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("fetch failed");
    });
    expect(await fetchReadiness()).toEqual({ isReady: false, failing: ["server"] });
  });

  it("lets an abort through", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new DOMException("stopped", "AbortError");
    });
    await expect(fetchReadiness()).rejects.toMatchObject({ name: "AbortError" });
  });

  it("reads what a degraded server says", async () => {
    vi.stubGlobal("fetch", async () => Response.json({ checks: { redis: { status: "down" } } }));
    expect(await fetchReadiness()).toEqual({ isReady: false, failing: ["redis"] });
  });
});
