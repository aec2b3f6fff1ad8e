import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Deactivation } from "./deactivation.tsx";
import type { MailboxRow } from "./health-rows.ts";
import { HoldLines } from "./hold-lines.tsx";

const byPerson = {
  state: "paused",
  state_reason: "paused_by_person",
  state_evidence: { by: "Jo", note: "new DNS records" },
  state_release: "release_by_person",
  state_releases_at: null,
};
const running = { state: "healthy", state_reason: null, state_evidence: null, state_release: null };
const asRow = (row: object) =>
  ({ is_active: true, auto_deactivated: false, connection_paused: false, ...row }) as unknown as MailboxRow;

describe("a closed row", () => {
  it.each([
    [{ ...byPerson, reason: "mailbox_paused", domain_health: running }, "Paused by a person: new DNS records"],
    [{ ...running, reason: "domain_paused", domain_health: byPerson }, "Sending domain paused by a person"],
    [{ ...running, reason: "domain_not_authenticated" }, "Sending domain has not passed the authentication check"],
    [{ ...running, reason: "mailbox_score_paused", auto_deactivated: true }, "Auto-deactivated"],
    [{ ...running, reason: "mailbox_inactive", is_active: false }, "Turned off"],
  ])("says why nothing is sent: %o", (row, text) => {
    expect(renderToStaticMarkup(<Deactivation row={asRow(row)} />)).toContain(text);
  });
  it("says nothing of a mailbox that may send", () => {
    expect(renderToStaticMarkup(<Deactivation row={asRow({ ...running, reason: null })} />)).toBe("");
  });
});

describe("what clears it", () => {
  const clears = (row: object, domain?: object) =>
    renderToStaticMarkup(<HoldLines scope={asRow(row)} domain={domain && asRow(domain)} />);
  const resting = {
    state: "paused",
    state_reason: "bounce_rate",
    state_release: "release_by_rest",
    state_releases_at: "2026-06-12T14:00:00.000Z",
  };
  it("is a person alone where a person paused it, or its domain", () => {
    const own = clears({ ...byPerson, reason: "mailbox_paused" }, running);
    const domains = clears({ ...running, reason: "domain_paused" }, byPerson);
    for (const text of [own, domains]) {
      expect(text).toContain("someone resuming it");
      expect(text).not.toContain("rest");
    }
  });
  it("is the end of the rest where there is one, also of a sending domain itself", () => {
    expect(clears({ ...running, reason: "domain_paused" }, resting)).toContain("its rest ending <time");
    expect(clears({ ...resting, reason: "domain_paused" })).toContain("its rest ending <time");
  });
});
