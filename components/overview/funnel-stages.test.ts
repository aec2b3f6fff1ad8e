import { expect, it } from "vitest";
import { funnelStages } from "./funnel-stages.ts";

it("puts stages in their order with who came so far, and endings apart", () => {
  const funnel = [
    { status: "contacted", count: 60 },
    { status: "duplicate_email", count: 9 },
    { status: "won", count: 5 },
    { status: "cold", count: 100 },
    { status: "bounced", count: 30 },
    { status: "interested", count: 35 },
  ];
  expect(funnelStages(funnel)).toEqual({
    stages: [
      { status: "cold", count: 100, reached: 200, of: null },
      { status: "contacted", count: 60, reached: 100, of: 200 },
      { status: "interested", count: 35, reached: 40, of: 100 },
      { status: "demo_scheduled", count: 0, reached: 5, of: 40 },
      { status: "demo_completed", count: 0, reached: 5, of: 5 },
      { status: "proposal_sent", count: 0, reached: 5, of: 5 },
      { status: "won", count: 5, reached: 5, of: 5 },
    ],
    endings: [
      { status: "bounced", count: 30 },
      { status: "duplicate_email", count: 9 },
    ],
  });
});

it("keeps a status of newer code among the endings, and says nothing of empty ones", () => {
  expect(
    funnelStages([
      { status: "parked", count: 3 },
      { status: "lost", count: 0 },
    ]).endings,
  ).toEqual([{ status: "parked", count: 3 }]);
});
