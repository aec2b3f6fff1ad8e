import { describe, expect, it } from "vitest";
import type { MailboxRow } from "./health-rows.ts";
import { MAILBOX_COLUMNS } from "./health-rows.ts";
import { findMailboxes, foldOf, layOut, mailboxFilterOf, toggledFold } from "./mailbox-arrange.ts";

function row(from_email: string, more: object = {}): MailboxRow {
  const domain = from_email.split("@")[1];
  const place = { daily_limit: 40, used_today: 3, provider_connection_id: "c1" };
  const health = {
    state: "healthy",
    throttle: "normal",
    reason: null,
    auto_deactivated: false,
    is_active: true,
    score: 90,
    cap_today: 40,
  };
  return { id: from_email, from_email, domain, ...health, place, ...more } as unknown as MailboxRow;
}

const rows = [
  row("ann@a.test", {
    score: 50,
    throttle: "reduced",
    cap_today: 20,
    place: { daily_limit: 40, used_today: 24, provider_connection_id: "c1" },
  }),
  row("ben@b.test", { state: "paused", score: 10, cap_today: 0 }),
  row("cat@a.test", { is_active: false, reason: "mailbox_inactive", cap_today: 0 }),
  row("dan@b.test", {
    auto_deactivated: true,
    reason: "domain_paused",
    cap_today: 0,
    place: { daily_limit: 5, used_today: 5, provider_connection_id: "c2" },
  }),
  row("eve@c.test", { place: null }),
  row("fay@c.test", { cap_today: 8, place: { daily_limit: 50, used_today: 8, provider_connection_id: "c3" } }),
];

const find = (query: string) => {
  const params = new URLSearchParams(query);
  return findMailboxes(rows, mailboxFilterOf(params), params.get("sort"), MAILBOX_COLUMNS).map((one) => one.id[0]);
};

describe("findMailboxes", () => {
  it.each([
    ["", "abcdef"],
    ["q=A.TEST", "ac"],
    ["q=%20ben%20", "b"],
    ["state=paused", "b"],
    ["domain=b.test", "bd"],
    ["connection=c1", "abc"],
    ["connection=c2&domain=b.test", "d"],
    ["show=trouble", "abd"],
    ["show=auto_deactivated", "d"],
    ["show=at_cap", "af"],
    ["show=paused", "b"],
    ["show=inactive", "c"],
    ["show=nonsense", "abcdef"],
    ["sort=score", "bacdef"],
    ["sort=-name", "fedcba"],
    ["sort=nonsense", "abcdef"],
    ["sort=limit", "dabcfe"],
    ["sort=-used", "afbcde"],
  ])("%s finds %s", (query, found) => {
    expect(find(query).join("")).toBe(found);
  });
});

const kinds = (query: string, opened: string | null = null) =>
  layOut(rows, foldOf(new URLSearchParams(query)), opened).map((item) =>
    item.kind === "group" ? `${item.domain}:${item.count}/${item.troubled}` : `${item.kind[0]}:${item.row.id[0]}`,
  );

describe("layOut", () => {
  it("is a line for each row, and one for the details of the open one", () => {
    expect(kinds("", "ben@b.test")).toEqual(["r:a", "r:b", "d:b", "r:c", "r:d", "r:e", "r:f"]);
  });
  it("groups by domain in the order of the rows, with counts", () => {
    expect(kinds("group=domain")).toEqual([
      "a.test:2/1",
      "r:a",
      "r:c",
      "b.test:2/2",
      "r:b",
      "r:d",
      "c.test:2/0",
      "r:e",
      "r:f",
    ]);
  });
  it("closes the groups named, or all but those named", () => {
    expect(kinds("group=domain&except=a.test,c.test")).toEqual([
      "a.test:2/1",
      "b.test:2/2",
      "r:b",
      "r:d",
      "c.test:2/0",
    ]);
    expect(kinds("group=domain&fold=closed&except=c.test")).toEqual([
      "a.test:2/1",
      "b.test:2/2",
      "c.test:2/0",
      "r:e",
      "r:f",
    ]);
  });
});

describe("toggledFold", () => {
  it("names a group, and forgets it again", () => {
    const fold = (text: string) => foldOf(new URLSearchParams(`group=domain&except=${text}`));
    expect(toggledFold(fold("") ?? never(), "a.test")).toBe("a.test");
    expect(toggledFold(fold("a.test") ?? never(), "b.test")).toBe("a.test,b.test");
    expect(toggledFold(fold("a.test") ?? never(), "a.test")).toBeNull();
  });
});

function never(): never {
  throw new Error("there is a fold");
}
