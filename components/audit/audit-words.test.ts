import { expect, it } from "vitest";
import { fieldChanges } from "./audit-words.ts";

type Fields = Record<string, unknown> | null;

const changes = (before: Fields, after: Fields) => fieldChanges({ before, after, target_name: null });

it.each<[string, Fields, Fields, object[]]>([
  [
    "beside a change, what is told of before alone was not changed, and what is none after tells nothing",
    { status: "contacted", hold_reason: null, last_email_replied_at: null },
    { hold_reason: "manual_stop", next_send_at: null },
    [{ name: "hold_reason", before: null, after: "manual_stop" }],
  ],
  [
    "what came of a change besides has no other side",
    { status: "active" },
    { status: "paused", cancelled_sends: 3 },
    [
      { name: "status", before: "active", after: "paused" },
      { name: "cancelled_sends", before: undefined, after: 3 },
    ],
  ],
  [
    "what ended is told as it was, with what came of it",
    { role: "operator" },
    { revoked_links: 0 },
    [
      { name: "role", before: "operator", after: undefined },
      { name: "revoked_links", before: undefined, after: 0 },
    ],
  ],
  [
    "of something new, also what it has not",
    null,
    { owner_id: null },
    [{ name: "owner_id", before: undefined, after: null }],
  ],
  [
    "what was undone, and the hold that came of it",
    { status: "contacted", hold_reason: "manual_stop" },
    { undone: "prospect.stopped", status: "contacted", hold_reason: "engagement_gate" },
    [
      { name: "hold_reason", before: "manual_stop", after: "engagement_gate" },
      { name: "undone", before: undefined, after: "prospect.stopped" },
    ],
  ],
  [
    "what was undone, on a line of old, which does not know the hold that came of it",
    { undone: "prospect.stopped", status: "contacted", hold_reason: "manual_stop" },
    { status: "contacted", hold_reason: null, last_email_replied_at: null },
    [{ name: "undone", before: undefined, after: "prospect.stopped" }],
  ],
  [
    "what was undone on a line of old: back to a hold that a person set",
    { undone: "prospect.returned", status: "cold", hold_reason: null },
    { status: "contacted", hold_reason: "manual_stop", last_email_replied_at: null },
    [
      { name: "status", before: "cold", after: "contacted" },
      { name: "hold_reason", before: null, after: "manual_stop" },
      { name: "undone", before: undefined, after: "prospect.returned" },
    ],
  ],
])("%s", (_name, before, after, expected) => expect(changes(before, after)).toEqual(expected));

it.each([
  ["what only repeats the target's name is left out", { after: { name: "Grid", kind: "smtp" } }, ["kind"]],
  ["a name that changed is not", { before: { name: "Old" }, after: { name: "Grid" } }, ["name"]],
  [
    "what is told on both sides and did not change is left out",
    { before: { status: "contacted", hold_reason: null }, after: { status: "lost", hold_reason: null } },
    ["status"],
  ],
  ["an id of what has no page is left out", { after: { note_id: "n1", text: "Call" } }, ["text"]],
  ["nor another field of the same value", { after: { sender_name: "Grid" } }, ["sender_name"]],
])("%s", (_name, sides, expected) => {
  const found = fieldChanges({ before: null, ...sides, target_name: "Grid" });
  expect(found.map(({ name }) => name)).toEqual(expected);
});
