import { expect, it } from "vitest";
import { allowanceWords } from "./allowance-words.ts";

it.each([
  [12, 50, 50, 3, "Today's allowance: 12 of 50 planned or sent. It is the daily limit."],
  [
    12,
    40,
    1_500,
    3,
    "Today's allowance: 12 of 40 planned or sent. The daily limit is 1,500; health, caps and warm-up allow fewer.",
  ],
  [0, 0, 50, 0, "No allowance today: there is no mailbox yet. The daily limit is 50."],
  [0, 0, 50, 2, "No allowance today: health, caps and warm-up allow nothing. The daily limit is 50."],
  [0, 0, 50, null, "No allowance today: health, caps and warm-up allow nothing. The daily limit is 50."],
  [0, 0, 0, 0, "No allowance today: the daily limit is 0."],
])("%d reserved of %d under a limit of %d with %s mailboxes", (reserved, allowance, limit, mailboxes, text) => {
  const words = allowanceWords({ reserved, allowance, daily_email_limit: limit }, mailboxes);
  expect(words.text).toBe(text);
  expect(words.used === null).toBe(allowance === 0);
});
