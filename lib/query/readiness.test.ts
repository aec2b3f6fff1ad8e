import { afterEach, describe, expect, it, vi } from "vitest";
import { failingPartsQuery, fetchFailingParts, readFailingParts } from "./readiness.ts";

afterEach(() => vi.unstubAllGlobals());

describe("readFailingParts", () => {
  it.each([
    { name: "all well", body: { checks: { postgres: { status: "ok" }, redis: { status: "ok" } } }, expected: [] },
    {
      name: "Redis away",
      body: { checks: { postgres: { status: "ok" }, redis: { status: "failing", detail: "Redis does not answer" } } },
      expected: [{ name: "redis", detail: "Redis does not answer" }],
    },
    {
      name: "no detail",
      body: { checks: { postgres: { status: "failing" } } },
      expected: [{ name: "postgres", detail: "postgres does not work." }],
    },
    { name: "no checks", body: null, expected: [] },
    { name: "checks of another shape", body: { checks: { redis: "?" } }, expected: [] },
  ])("$name", ({ body, expected }) => expect(readFailingParts(body)).toEqual(expected));
});

describe("fetchFailingParts", () => {
  it("names the server when nothing answers", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("fetch failed");
    });
    expect((await fetchFailingParts()).map((part) => part.name)).toEqual(["server"]);
  });

  it("lets an abort through", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new DOMException("stopped", "AbortError");
    });
    await expect(fetchFailingParts()).rejects.toMatchObject({ name: "AbortError" });
  });

  it("reads what a server that is not ready says", async () => {
    const body = { checks: { postgres: { status: "failing", detail: "Postgres is away" } } };
    vi.stubGlobal("fetch", async () => Response.json(body, { status: 503 }));
    expect(await fetchFailingParts()).toEqual([{ name: "postgres", detail: "Postgres is away" }]);
  });
});

it("asks more often while something fails, so that its banner goes soon after", () => {
  const every = (data?: { name: string; detail: string }[]) => failingPartsQuery.refetchInterval({ state: { data } });
  expect(every([{ name: "redis", detail: "away" }])).toBeLessThan(every([]));
  expect(every()).toBe(every([]));
});
