import { afterEach, describe, expect, it, vi } from "vitest";
import { isServerAway, type Readiness, readFailingParts, readinessQuery } from "./readiness.ts";

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

describe("readinessQuery", () => {
  const ask = (before?: Readiness) =>
    readinessQuery.queryFn({ signal: new AbortController().signal, client: { getQueryData: () => before } });
  const redis = { name: "redis", detail: "away" };

  it("names the server when nothing answers", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("fetch failed");
    });
    const answer = await ask();
    expect(answer.parts.map((part) => part.name)).toEqual(["server"]);
    expect([isServerAway(answer), isServerAway({ parts: [redis], failures: 1 }), isServerAway(undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("names the server when it takes too long", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new DOMException("too long", "TimeoutError");
    });
    expect(isServerAway(await ask())).toBe(true);
  });

  it("lets an abort through", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new DOMException("stopped", "AbortError");
    });
    await expect(ask()).rejects.toMatchObject({ name: "AbortError" });
  });

  it("reads what a server that is not ready says, and counts how often in a row", async () => {
    const body = { checks: { postgres: { status: "failing", detail: "Postgres is away" } } };
    vi.stubGlobal("fetch", async () => Response.json(body, { status: 503 }));
    const parts = [{ name: "postgres", detail: "Postgres is away" }];
    const first = await ask();
    expect([first, await ask(first)]).toEqual([
      { parts, failures: 1 },
      { parts, failures: 2 },
    ]);
    vi.stubGlobal("fetch", async () => Response.json({ checks: {} }));
    expect(await ask(first)).toEqual({ parts: [], failures: 0 });
  });

  it("asks soon again while something fails, less often the longer it does, and seldom otherwise", () => {
    const every = (failures: number) => readinessQuery.refetchInterval({ state: { data: { parts: [], failures } } });
    expect([1, 2, 3, 4, 99].map(every)).toEqual([2_000, 4_000, 8_000, 10_000, 10_000]);
    expect([every(0), readinessQuery.refetchInterval({ state: {} })]).toEqual([30_000, 30_000]);
  });
});
