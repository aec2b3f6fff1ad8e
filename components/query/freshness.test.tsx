import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const intervalMs = 15_000;
const loadedAt = Date.UTC(2026, 5, 10, 15);

beforeEach(() => {
  vi.useFakeTimers({ now: loadedAt });
  vi.resetModules();
});
afterEach(() => vi.useRealTimers());

/** What stands beside data as old as that; the clock that is shared by a page starts when it is loaded. */
async function shownAfter(ageMs: number): Promise<string> {
  const client = new QueryClient();
  client.setQueryData(["health"], "known", { updatedAt: loadedAt });
  const observer = new QueryObserver(client, { queryKey: ["health"], queryFn: async () => "known" });
  vi.setSystemTime(loadedAt + ageMs);
  const { Freshness } = await import("./freshness.tsx");
  const query = observer.getCurrentResult() as never;
  return renderToStaticMarkup(<Freshness query={query} intervalMs={intervalMs} />);
}

it.each([
  { ageMs: 20_000, said: "Updated 20 s ago", tone: "text-ink-muted" },
  { ageMs: 45_000, said: "Late: updated 45 s ago", tone: "text-warn" },
  { ageMs: 105_000, said: "Out of date: updated 1 min ago", tone: "text-bad" },
])("says of data $ageMs ms old, asked for every 15 seconds: $said", async ({ ageMs, said, tone }) => {
  const shown = await shownAfter(ageMs);
  expect(shown).toContain(said);
  expect(shown).toContain(tone);
});
