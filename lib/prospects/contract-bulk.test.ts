import { expect, it } from "vitest";
import { bulkBody } from "./contract-bulk.ts";

const id = "0196f0c0-0000-7000-8000-000000000001";
const problems = (body: object) => {
  const parsed = bulkBody.safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path[0]);
};

it.each<[string, object]>([
  ["ids", { action: "stop", ids: [id] }],
  ["a filter with its number", { action: "suppress", filter: { status: "cold", step: 0 }, expected_count: 12 }],
  ["no owner", { action: "assign_owner", owner_id: null, ids: [id] }],
  ["a campaign", { action: "assign_campaign", campaign_id: id, ids: [id] }],
])("takes %s", (_name, body) => expect(problems(body)).toEqual([]));

it.each<[string, object, string]>([
  ["nobody", { action: "stop" }, "ids"],
  ["no ids", { action: "stop", ids: [] }, "ids"],
  ["ids and a filter", { action: "stop", ids: [id], filter: {}, expected_count: 1 }, "ids"],
  ["more ids than fit", { action: "stop", ids: Array(501).fill(id) }, "ids"],
  ["a filter without its number", { action: "stop", filter: {} }, "expected_count"],
  ["more than a filter may change", { action: "stop", filter: {}, expected_count: 1_001 }, "expected_count"],
  ["no owner said", { action: "assign_owner", ids: [id] }, "owner_id"],
  ["no campaign said", { action: "assign_campaign", ids: [id] }, "campaign_id"],
  ["another action", { action: "delete", ids: [id] }, "action"],
])("refuses %s", (_name, body, field) => expect(problems(body)).toEqual([field]));
