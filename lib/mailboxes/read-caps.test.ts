import { expect, it } from "vitest";
import type { LoadedSenders } from "#lib/sending/load-senders.ts";
import { capsOf } from "./read-caps.ts";

type Loaded = Pick<LoadedSenders, "senders" | "domains">;

const loaded = (boxes: Record<string, { cap: number; problem?: string }>, cap: number) =>
  ({
    senders: new Map(
      Object.entries(boxes).map(([id, box]) => [id, { domainId: "d", cap: box.cap, problem: box.problem ?? null }]),
    ),
    domains: new Map([["d", { cap }]]),
  }) as unknown as Loaded;

it.each([
  ["what its mailboxes may together", { a: { cap: 20 }, b: { cap: 15 } }, 80, 35],
  ["no more than its warm-up lets it", { a: { cap: 20 }, b: { cap: 15 } }, 10, 10],
  ["nothing of a mailbox that may not send", { a: { cap: 20 }, b: { cap: 40, problem: "mailbox_paused" } }, 80, 20],
  ["nothing while none may", { a: { cap: 40, problem: "domain_paused" } }, 80, 0],
  ["nothing without a mailbox", {}, 80, 0],
])("a domain may send %s", (_name, boxes, warmUp, expected) => {
  expect(capsOf(loaded(boxes, warmUp)).domains.get("d")).toBe(expected);
});

it("a mailbox that may not send has no cap left", () => {
  const { mailboxes } = capsOf(loaded({ a: { cap: 20 }, b: { cap: 40, problem: "mailbox_paused" } }, 80));
  expect([...mailboxes]).toEqual([
    ["a", 20],
    ["b", 0],
  ]);
});
