import { describe, expect, it } from "vitest";
import { settingsFields } from "#lib/settings/contract.ts";
import { fromDraft } from "./setting-field.ts";
import { SETTING_TABS } from "./setting-groups.ts";

const fields = SETTING_TABS.flatMap((tab) => tab.groups.flatMap((group) => group.fields));
/** Switches of their own on the first tab, not fields of a form. */
const onEnginePanel = ["is_active", "sequencer_paused"];
/** Stored for parts of the engine that are still to come; a switch that moves nothing is not shown. */
const withoutEffectYet = ["company_wide_reply_stop"] as const;

describe("SETTING_TABS", () => {
  it("holds every setting that has an effect exactly once", () => {
    const names = [...fields.map((field) => field.name), ...onEnginePanel, ...withoutEffectYet].sort();
    expect(names).toEqual(Object.keys(settingsFields.shape).sort());
  });

  it.each(withoutEffectYet)("leaves out %s, of which the API says that it has no effect", (name) => {
    expect(settingsFields.shape[name].meta()?.description).toContain("without effect");
  });

  it.each(fields.filter((field) => field.kind === "choice").map((field) => [field.name, field]))(
    "offers every choice of %s",
    (name, field) => {
      const schema = settingsFields.shape[name];
      const options = field.kind === "choice" ? field.options.map((option) => option.value) : [];
      expect("options" in schema ? schema.options : []).toEqual(options);
    },
  );

  it.each(fields.flatMap((field) => (field.kind === "number" ? [[field.name, field] as const] : [])))(
    "refuses of %s just what the API refuses, in its words",
    (name, field) => {
      const { min, max } = field;
      for (const value of [min - 1, min, min + 0.5, max, max + 1]) {
        const parsed = fromDraft(field, String(value));
        const asked = settingsFields.shape[name].safeParse(value);
        expect(parsed, String(value)).toEqual(
          asked.success ? { ok: true, value } : { ok: false, message: asked.error.issues[0]?.message },
        );
      }
    },
  );
});
