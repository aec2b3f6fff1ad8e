import { onlineManager, QueryClientProvider, QueryObserver } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createQueryClient } from "#components/query/create-query-client.ts";
import { readinessQuery } from "#lib/query/readiness.ts";
import { SystemBanners } from "./system-banners.tsx";

const client = createQueryClient();
const shown = () =>
  renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <SystemBanners />
    </QueryClientProvider>,
  );

beforeEach(() => {
  vi.useFakeTimers();
  onlineManager.setOnline(false);
});
afterEach(() => {
  onlineManager.setOnline(true);
  client.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("says while the browser is offline that the server does not answer, and no longer once it does", async () => {
  let answer = (): Promise<Response> => Promise.reject(new TypeError("fetch failed"));
  vi.stubGlobal("fetch", () => answer());
  const observer = new QueryObserver(client, readinessQuery);
  const stop = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(shown()).toContain("The server does not answer: what you see may be out of date.");
  onlineManager.setOnline(true);
  answer = async () => Response.json({ checks: { postgres: { status: "ok" } } });
  await observer.refetch();
  expect(shown()).not.toContain("The server does not answer");
  stop();
});
