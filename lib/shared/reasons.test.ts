import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  describeReason,
  fallbackReasons,
  healthReasons,
  holdReasons,
  passOverReasons,
  releaseReasons,
  sendReasons,
} from "./reasons.ts";

const lists = { holdReasons, passOverReasons, sendReasons, healthReasons, releaseReasons, fallbackReasons };
const entries = Object.entries(lists).flatMap(([list, reasons]) =>
  Object.entries(reasons).map(([code, reason]) => ({ list, code, ...reason })),
);

describe("the code list", () => {
  it("has every hold of SPEC §2", () => {
    const spec = `engagement_gate sequence_finished cooldown campaign_paused no_campaign_step awaiting_verification out_of_office
      suppressed replied no_consent manual_stop recipient_domain_blocked other_transport demo_prospect unknown_send`;
    expect(Object.keys(holdReasons)).toEqual(expect.arrayContaining(spec.split(/\s+/)));
  });

  it("has every pre-send check of SPEC §7", () => {
    const spec = `unsubscribed replied suppressed status_changed invalid_address address_unknown never_mail_address
      placeholder_address role_address recipient_domain_cooling recipient_domain_blocked duplicate_contact capacity_used
      outside_window engagement_gate generation_failed no_postal_address no_consent other_transport demo_prospect`;
    expect(Object.keys(sendReasons)).toEqual(expect.arrayContaining(spec.split(/\s+/)));
  });

  it.each(entries)(
    "$list: $code is a code, and has words for what it is and what ends it",
    ({ code, label, clears }) => {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(label).toMatch(/^[A-Z][^_]+[^.\s]$/);
      expect(clears).toMatch(/^[^_]+[^.\s]$/);
    },
  );

  it("calls no two reasons of a list the same", () => {
    for (const reasons of Object.values(lists)) {
      const labels = Object.values(reasons).map((reason) => reason.label);
      expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    }
  });

  it("calls a code by one name in every list; a ledger row alone cannot tell a pause from a switch", () => {
    const names = Map.groupBy(entries, (entry) => entry.code);
    const several = [...names].filter(([, uses]) => new Set(uses.map((use) => use.label)).size > 1);
    expect(several.map(([code]) => code)).toEqual(["mailbox_paused"]);
  });

  it("knows every code that SQL writes or asks for", () => {
    const files = execFileSync("git", ["ls-files", "lib/**/repo*.ts", "lib/**/fact-row.ts"], { encoding: "utf8" });
    const sql = files
      .trim()
      .split("\n")
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    const places = sql.matchAll(/\b(hold_reason|status_reason)\b[^\n]{0,24}?(?:=|<>|IN) \(?('[a-z_', ]+')/g);
    const used = [...places].flatMap(([, column = "", codes = ""]) =>
      [...codes.matchAll(/'([a-z_]+)'/g)].map(([, code = ""]) => ({ column, code })),
    );
    expect(used.length).toBeGreaterThan(5);
    const known = { hold_reason: Object.keys(holdReasons), status_reason: Object.keys(sendReasons) };
    const strange = used.filter(({ column, code }) => !known[column as keyof typeof known].includes(code));
    expect(strange).toEqual([]);
  });
});

describe("describeReason", () => {
  it("finds a code whatever list it is in", () => {
    expect(entries.filter(({ code }) => describeReason(code).clears === "unknown")).toEqual([]);
    expect(describeReason("engagement_gate").label).toBe("Held by the engagement gate");
  });

  it.each([
    ["some_newer_code", "some newer code"],
    ["constructor", "constructor"],
    ["__proto__", "  proto  "],
    ["", ""],
  ])("shows the unknown %j as it is", (code, label) => {
    expect(describeReason(code)).toEqual({ label, clears: "unknown" });
  });
});
