import { expect, it } from "vitest";
import type { Settings } from "../contract.ts";
import { changePermission } from "./change-permission.ts";

const off = { is_active: false, sequencer_paused: false } as Settings;
const running = { is_active: true, sequencer_paused: false } as Settings;
const stopped = { is_active: true, sequencer_paused: true } as Settings;

it.each([
  {
    name: "viewer, kill switch",
    role: "viewer",
    before: running,
    change: { sequencer_paused: true },
    verdict: "forbidden",
  },
  {
    name: "operator, kill switch",
    role: "operator",
    before: running,
    change: { sequencer_paused: true },
    verdict: "allowed",
  },
  {
    name: "operator, release",
    role: "operator",
    before: stopped,
    change: { sequencer_paused: false },
    verdict: "reason_needed",
  },
  {
    name: "operator, release with reason",
    role: "operator",
    before: stopped,
    change: { sequencer_paused: false },
    reason: true,
    verdict: "allowed",
  },
  {
    name: "operator, already released",
    role: "operator",
    before: running,
    change: { sequencer_paused: false },
    verdict: "allowed",
  },
  {
    name: "operator, another setting",
    role: "operator",
    before: running,
    change: { daily_email_limit: 1 },
    reason: true,
    verdict: "forbidden",
  },
  {
    name: "operator, kill switch and more",
    role: "operator",
    before: running,
    change: { sequencer_paused: true, pacing: "spread" },
    verdict: "forbidden",
  },
  { name: "admin, setting", role: "admin", before: running, change: { daily_email_limit: 1 }, verdict: "allowed" },
  { name: "admin, release", role: "admin", before: stopped, change: { sequencer_paused: false }, verdict: "allowed" },
  { name: "admin, engine off", role: "admin", before: running, change: { is_active: false }, verdict: "allowed" },
  { name: "admin, engine on", role: "admin", before: off, change: { is_active: true }, verdict: "reason_needed" },
  { name: "owner, engine on", role: "owner", before: off, change: { is_active: true }, verdict: "reason_needed" },
  {
    name: "admin, engine on with reason",
    role: "admin",
    before: off,
    change: { is_active: true },
    reason: true,
    verdict: "allowed",
  },
  { name: "admin, engine on already", role: "admin", before: running, change: { is_active: true }, verdict: "allowed" },
] as const)("$name: $verdict", ({ role, before, change, verdict, ...rest }) => {
  const hasReason = "reason" in rest;
  expect(changePermission({ role, before, change, hasReason }).kind).toBe(verdict);
});
