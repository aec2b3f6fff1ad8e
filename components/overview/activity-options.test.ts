import { expect, it } from "vitest";
import { activityShown } from "./activity-options.ts";

const activity = Array.from({ length: 25 }, (_, n) => ({
  at: new Date(Date.UTC(2026, 5, 10, 12, 60 - n)).toISOString(),
  group: n < 22 ? ("answers" as const) : ("health" as const),
  kind: "k",
  text: String(n),
  href: null,
}));
const textsOf = (group: string) => activityShown(activity, group).entries.map(({ text }) => Number(text));

it("shows the newest twenty of everything", () => expect(textsOf("")).toEqual(Array.from({ length: 20 }, (_, n) => n)));
it("shows a group's own", () => expect(textsOf("health")).toEqual([22, 23, 24]));
it("shows at most twenty of a group", () => expect(textsOf("answers")).toHaveLength(20));
it("has nothing of a group in which nothing happened", () => expect(textsOf("jobs")).toEqual([]));
it.each(["", "no-group", "toString"])("takes %j for everything", (group) => {
  expect(activityShown(activity, group)).toEqual({ group: "", entries: activity.slice(0, 20) });
});
