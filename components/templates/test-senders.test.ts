import { expect, it } from "vitest";
import { senderOptions } from "./test-senders.ts";

const mailboxes = [
  { id: "1", from_email: "ann@a.test" },
  { id: "2", from_email: "bo@a.test" },
  { id: "3", from_email: "cy@a.test" },
];

it("puts the mailboxes that the engine passes over last, and says why it does", () => {
  const health = [
    { id: "1", reason: "mailbox_paused" },
    { id: "2", reason: null },
  ];
  expect(senderOptions(mailboxes, health)).toEqual([
    { value: "2", label: "bo@a.test" },
    { value: "3", label: "cy@a.test" },
    { value: "1", label: "ann@a.test (Mailbox paused)" },
  ]);
});

it("leaves them by their address while nothing is known of their health", () => {
  expect(senderOptions(mailboxes, []).map(({ label }) => label)).toEqual(["ann@a.test", "bo@a.test", "cy@a.test"]);
});
