import { expect, it } from "vitest";
import { keyState } from "./key-state.ts";

const at = "2026-03-01T10:00:00.000Z";
const now = Date.parse(at);

it.each([
  ["one without an end", null, null, now, "Active"],
  ["one before its end", null, at, now - 1, "Active"],
  ["one at its end", null, at, now, "Expired"],
  ["a revoked one", at, null, now, "Revoked"],
  ["a revoked one past its end", at, at, now + 1, "Revoked"],
])("%s", (_name, revoked_at, expires_at, when, word) => {
  const state = keyState({ revoked_at, expires_at }, when);
  expect(state).toMatchObject({ word, isUsable: word === "Active" });
});
