import { describe, expect, it } from "vitest";
import { PANEL_TABS } from "#components/settings/panel-tabs.ts";
import { SETTING_TABS } from "#components/settings/setting-groups.ts";
import { matching } from "./palette-items.ts";
import { SETTINGS_ITEMS } from "./settings-items.ts";

const hrefs = (text: string) =>
  matching(SETTINGS_ITEMS, text).map(({ deed }) => (deed.kind === "go" ? deed.href : deed.kind));

describe("SETTINGS_ITEMS", () => {
  it.each([
    ["members", "/settings?tab=members"],
    ["invite", "/settings?tab=members"],
    ["cooldown", "/settings?tab=recontact#recontact"],
    ["API keys", "/settings?tab=api-keys"],
    ["holidays", "/settings?tab=sending#window"],
    ["send window", "/settings?tab=sending#window"],
    ["company", "/settings?tab=company#identity"],
    ["postal address", "/settings?tab=company#identity"],
    ["monthly budget", "/settings?tab=sending#budget"],
    ["signing keys", "/settings?tab=connections"],
    ["kill switch", "/settings"],
  ])("“%s” leads to %s", (text, href) => expect(hrefs(text)).toContain(href));

  it("finds every field of every form by its label", () => {
    for (const { id: tab, groups } of SETTING_TABS)
      for (const { id, fields } of groups)
        for (const { label } of fields) expect(hrefs(label)).toContain(`/settings?tab=${tab}#${id}`);
  });

  it("has a line of its own for each tab without forms", () => {
    for (const { id, label } of PANEL_TABS) expect(hrefs(label)).toContain(`/settings?tab=${id}`);
    expect(new Set(SETTINGS_ITEMS.map(({ id }) => id)).size).toBe(SETTINGS_ITEMS.length);
  });
});
