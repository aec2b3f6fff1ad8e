import { expect } from "playwright/test";
import { BatchOfSends } from "./support/batch-of-sends.ts";
import { OwnStack } from "./support/own-stack.ts";
import { test } from "./support/test.ts";

const due = 500;
const stacks: OwnStack[] = [];

test.afterAll(async () => {
  for (const stack of stacks) await stack.remove();
});

function createBatch() {
  const stack = new OwnStack();
  stacks.push(stack);
  return { stack, batch: new BatchOfSends(stack, due) };
}

test("the whole stack is killed during 500 sends: no message twice, and everybody ends sent or with a reason", async () => {
  test.setTimeout(600_000);
  const { stack, batch } = createBatch();
  await stack.start();
  await batch.begin(60);
  stack.kill();
  const killedAt = new Date();

  await stack.start();
  expect(await batch.sent()).toBeLessThan(due);
  await batch.ageWhatWasLeft(killedAt);
  await batch.finish();
});

test("SIGTERM during 500 sends: what is at work ends, nothing is left half done, and the next start goes on", async () => {
  test.setTimeout(600_000);
  const { stack, batch } = createBatch();
  await stack.start();
  await batch.begin(60);
  expect(await stack.stop()).toBe(0);
  const stoppedAt = new Date();

  await stack.start();
  expect(await batch.sent()).toBeLessThan(due);
  await batch.ageWhatWasLeft(stoppedAt);
  await batch.finish();
  // Every hand-over that had begun was answered and written down: nobody has to find out what became of it.
  expect(await batch.count("outreach_emails WHERE status = 'unknown'")).toBe(0);
});
