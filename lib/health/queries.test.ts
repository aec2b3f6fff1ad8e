import { afterEach, expect, it, vi } from "vitest";
import { EMAIL_HEALTH_POLL_MS, emailHealthQuery } from "./queries.ts";

afterEach(() => vi.unstubAllGlobals());

it("asks for the health of all senders at its public address, again and again, and can be called off", async () => {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push([init.method, path, init.signal]);
    return Response.json({ domains: [] });
  });
  const { signal } = new AbortController();
  expect(await emailHealthQuery.queryFn({ signal })).toEqual({ domains: [] });
  expect(asked).toEqual([["GET", "/email-health", signal]]);
  expect(emailHealthQuery.refetchInterval).toBe(EMAIL_HEALTH_POLL_MS);
});

it("passes a refusal on as the server described it", async () => {
  const [code, detail] = ["dependency_unavailable", "Try again soon."];
  vi.stubGlobal("fetch", async () => Response.json({ code, detail }, { status: 503 }));
  const { signal } = new AbortController();
  await expect(emailHealthQuery.queryFn({ signal })).rejects.toMatchObject({ status: 503, code, message: detail });
});
