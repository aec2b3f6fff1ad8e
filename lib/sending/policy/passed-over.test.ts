import { expect, it } from "vitest";
import { PassedOver } from "./passed-over.ts";

const box = (n: number) => ({ fromEmail: `box${n}@a.test`, score: 100 - n });

it("adds up mailboxes by reason, in the order in which the reasons were met", () => {
  const passedOver = new PassedOver();
  passedOver.add("mailbox_cap", box(1));
  passedOver.add("domain_paused", box(2));
  passedOver.add("mailbox_cap", box(3));
  expect(passedOver.entries()).toEqual([
    { reason: "mailbox_cap", count: 2, from_emails: ["box1@a.test", "box3@a.test"], scores: [99, 97] },
    { reason: "domain_paused", count: 1, from_emails: ["box2@a.test"], scores: [98] },
  ]);
});

it("counts all but names five, so that a decision stays small in a pool of thousands", () => {
  const passedOver = new PassedOver();
  for (let n = 1; n <= 2_000; n += 1) passedOver.add("mailbox_paused", box(n));
  const names = [1, 2, 3, 4, 5].map((n) => `box${n}@a.test`);
  const scores = [99, 98, 97, 96, 95];
  expect(passedOver.entries()).toEqual([{ reason: "mailbox_paused", count: 2_000, from_emails: names, scores }]);
});

it("is empty when nobody was passed over", () => {
  expect(new PassedOver().entries()).toEqual([]);
});
