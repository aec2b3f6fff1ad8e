import { expect, it } from "vitest";
import { missingEffects } from "./missing-effects.ts";

const at = new Date("2025-01-01T10:00:00Z");
const message = {
  id: "m",
  delivered_at: at,
  opened_at: at,
  machine_opened_at: at,
  clicked_at: null,
  bounced_at: null,
  complained_at: null,
};
const event = (type: string, machine = false, id = "m") => ({
  type,
  machine,
  occurred_at: at,
  machine_reason: null,
  outreach_email_id: id,
});

it("tells from the ledger what no event says any more", () => {
  expect(missingEffects([message], [])).toEqual([event("delivered"), event("opened"), event("opened", true)]);
  const all = { ...message, clicked_at: at, bounced_at: at, complained_at: at };
  expect(
    missingEffects([all], [])
      .map((e) => e.type)
      .slice(3),
  ).toEqual(["clicked", "bounced", "complained"]);
});

it("adds nothing to what events say, and takes another message's or a machine's for no answer", () => {
  const events = [event("delivered"), event("opened"), event("opened", true)];
  expect(missingEffects([message], events)).toEqual([]);
  expect(missingEffects([message], [event("opened", true), event("delivered", false, "x")])).toEqual([
    event("delivered"),
    event("opened"),
  ]);
  expect(missingEffects([], events)).toEqual([]);
});
