import { expect, it } from "vitest";
import { jobFunctionIds } from "#lib/engine/events.ts";
import { emailQueued, runRequested, toRunnerEvent } from "./events.ts";

const ids = ["018f0000-0000-7000-8000-000000000001", "018f0000-0000-7000-8000-000000000002"] as const;
const mailboxId = "018f0000-0000-7000-8000-000000000003";
const now = new Date("2026-06-10T16:00:00Z");
const queued = {
  type: "emailQueued",
  tenantId: ids[0],
  outreachEmailId: ids[1],
  mailboxId,
  scheduledAt: new Date("2026-06-10T16:20:00Z"),
} as const;

it("spells a queued message so that its own schema takes it", () => {
  const event = toRunnerEvent(queued, now);
  expect(event.name).toBe("outreach/email.queued");
  expect(emailQueued.schema.parse(event.data)).toEqual({
    tenant_id: ids[0],
    outreach_email_id: ids[1],
    mailbox_id: mailboxId,
    scheduled_at: "2026-06-10T16:20:00.000Z",
  });
});

it("gives a message published twice at once one id, and another when the reconciler publishes it later", () => {
  const later = new Date(now.getTime() + 5 * 60_000);
  expect(toRunnerEvent(queued, now).id).toBe(toRunnerEvent(queued, now).id);
  expect(toRunnerEvent(queued, later).id).not.toBe(toRunnerEvent(queued, now).id);
});

it.each(jobFunctionIds)("asks for %s by an event of its own", (functionId) => {
  const event = toRunnerEvent({ type: "jobRequested", tenantId: ids[0], functionId, runId: ids[1] }, now);
  expect(event.name).toBe(`outreach/${functionId}.requested`);
  expect(runRequested[functionId].schema.parse(event.data)).toEqual({ tenant_id: ids[0], run_id: ids[1] });
});

it("carries imports and settings changes", () => {
  expect(toRunnerEvent({ type: "importReceived", tenantId: ids[0], importId: ids[1] }, now)).toMatchObject({
    name: "outreach/import.received",
    data: { tenant_id: ids[0], import_id: ids[1] },
  });
  expect(toRunnerEvent({ type: "settingsChanged", tenantId: ids[0] }, now)).toMatchObject({
    name: "outreach/settings.changed",
    data: { tenant_id: ids[0] },
  });
});
