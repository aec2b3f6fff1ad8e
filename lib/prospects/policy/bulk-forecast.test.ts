import { expect, it } from "vitest";
import type { Standing } from "../types.ts";
import { type BulkOrder, forecastBulk } from "./bulk-forecast.ts";

const cold: Standing = {
  id: "1",
  email: "pat@a.test",
  email_key: "pat@a.test",
  owner_id: null,
  campaign_id: null,
  status: "cold",
  outreach_sequence_step: 0,
  hold_reason: null,
};
const outOfSequence = "The prospect is not in the sequence: nothing is sent to it.";
const begun = "A prospect joins a campaign before the first message of a cycle.";

it.each<[BulkOrder, Partial<Standing>, string | null]>([
  [{ action: "stop" }, {}, null],
  [{ action: "stop" }, { status: "contacted", hold_reason: "engagement_gate" }, null],
  [{ action: "stop" }, { status: "bounced" }, outOfSequence],
  [{ action: "stop" }, { hold_reason: "manual_stop" }, "Stopped by a person already."],
  [{ action: "suppress" }, {}, null],
  [{ action: "suppress" }, { email: null, email_key: null }, "The prospect has no address that could be suppressed."],
  [{ action: "suppress" }, { email_key: "bo@a.test" }, "Suppressed already."],
  [{ action: "verify" }, { status: "no_verified_email" }, null],
  [{ action: "verify" }, { email: null, email_key: null }, "There is no address to verify."],
  [{ action: "verify" }, { status: "contacted" }, "An address is verified before the first message of a cycle."],
  [{ action: "assign_campaign" }, {}, null],
  [{ action: "assign_campaign" }, { outreach_sequence_step: 1 }, begun],
  [{ action: "assign_campaign" }, { status: "won" }, begun],
  [{ action: "assign_campaign", campaign_id: "c" }, { campaign_id: "b" }, null],
  [{ action: "assign_campaign", campaign_id: "c" }, { campaign_id: "c", status: "won" }, "In this campaign already."],
  [{ action: "assign_owner" }, {}, null],
  [{ action: "assign_owner", owner_id: "o" }, {}, null],
  [{ action: "assign_owner", owner_id: "o" }, { owner_id: "o" }, "Has this owner already."],
  [{ action: "assign_owner", owner_id: null }, {}, "Has no owner already."],
])("tells what %o would do to %o", (order, change, detail) => {
  const { ids, unchanged } = forecastBulk(order, [{ ...cold, ...change }], new Set(["bo@a.test"]));
  expect({ ids, unchanged }).toEqual(
    detail === null ? { ids: ["1"], unchanged: [] } : { ids: [], unchanged: [{ detail, count: 1 }] },
  );
});

it("keeps the order of those it would change, and counts the others by why, most first", () => {
  const standings = ["won", "cold", "lost", "contacted", "cold"].map((status, i) => ({
    ...cold,
    id: String(i),
    status,
    hold_reason: i === 4 ? "manual_stop" : null,
  }));
  expect(forecastBulk({ action: "stop" }, standings, new Set())).toEqual({
    ids: ["1", "3"],
    unchanged: [
      { detail: outOfSequence, count: 2 },
      { detail: "Stopped by a person already.", count: 1 },
    ],
  });
});
