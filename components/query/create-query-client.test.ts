import { environmentManager, focusManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createQueryClient } from "./create-query-client.ts";

const POLL_MS = 15_000;

beforeEach(() => {
  vi.useFakeTimers();
  // It polls in browsers only.
  environmentManager.setIsServer(() => false);
});
afterEach(() => {
  environmentManager.setIsServer(() => true);
  focusManager.setFocused(undefined);
  vi.useRealTimers();
});

it("polls while the tab is seen, asks for nothing while it is hidden, and catches up when it is seen again", async () => {
  const client = createQueryClient();
  client.mount();
  focusManager.setFocused(true);
  let asked = 0;
  const queryFn = async () => (asked += 1);
  const observer = new QueryObserver(client, { queryKey: ["health"], queryFn, refetchInterval: POLL_MS });
  const stop = observer.subscribe(() => {});
  try {
    await vi.advanceTimersByTimeAsync(2 * POLL_MS);
    expect(asked).toBe(3);
    focusManager.setFocused(false);
    await vi.advanceTimersByTimeAsync(100 * POLL_MS);
    expect(asked).toBe(3);
    focusManager.setFocused(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toBe(4);
    await vi.advanceTimersByTimeAsync(POLL_MS);
    expect(asked).toBe(5);
  } finally {
    stop();
    client.unmount();
  }
});
