import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ChangeList } from "./change-list.tsx";

const about = { target_kind: "prospect", target_name: "Acme Air", names: {} };
type Fields = Record<string, unknown> | null;
const read = (before: Fields, after: Fields) =>
  renderToStaticMarkup(<ChangeList item={{ ...about, before, after }} />)
    .replaceAll("</li>", "\n")
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(" →  became ", " → ")
    .trim()
    .split("\n");

it("has both sides of what changed, and the one side of what else is told", () => {
  expect(
    read(
      { status: "contacted", hold_reason: "manual_stop" },
      { undone: "prospect.stopped", status: "contacted", hold_reason: "engagement_gate" },
    ),
  ).toEqual(["Hold reason: Stopped by a person → Held by the engagement gate", "Undone: Prospect stopped"]);
  expect(read(null, { text: "Call" })).toEqual(["Text: Call"]);
  expect(read({ role: "operator" }, null)).toEqual(["Role: operator"]);
});

it("shows no value that never was: lines of old tell of a stop and its undoing what they know", () => {
  const stopped = { status: "contacted", hold_reason: null, last_email_replied_at: null };
  expect(read(stopped, { hold_reason: "manual_stop", next_send_at: null })).toEqual([
    "Hold reason: none → Stopped by a person",
  ]);
  const undone = { undone: "prospect.stopped", status: "contacted", hold_reason: "manual_stop" };
  expect(read(undone, stopped)).toEqual(["Undone: Prospect stopped"]);
});
