import { describe, expect, it } from "vitest";
import { createMailboxBody, type MailboxView, updateMailboxBody } from "#lib/mailboxes/contract-mailbox.ts";
import { createBody, mailboxDraft, updateBody } from "./mailbox-draft.ts";

const connectionId = "0198b3a0-0000-7000-8000-000000000001";
const filled = {
  ...mailboxDraft(null, connectionId),
  from_email: " Sam@a.test ",
  from_name: "Sam Ray",
  sender_name: "Sam",
};

describe("createBody", () => {
  it("is what the API takes", () => {
    expect(createMailboxBody.parse(createBody(filled))).toMatchObject({
      from_email: "sam@a.test",
      reply_to_email: null,
      daily_limit: 40,
      provider_connection_id: connectionId,
    });
  });

  it.each(["", "many", "1.5", "0"])("leaves it to the API to refuse a limit of %j at its field", (daily_limit) => {
    const refused = createMailboxBody.safeParse(createBody({ ...filled, daily_limit }));
    expect(refused.error?.issues.map((issue) => issue.path.join("."))).toEqual(["daily_limit"]);
  });
});

describe("updateBody", () => {
  it("carries the version and never the address, which is fixed", () => {
    const stored = { ...filled, daily_limit: 25, reply_to_email: "r@a.test", version: 3 } as unknown as MailboxView;
    const body = updateMailboxBody.parse(updateBody(mailboxDraft(stored, "other"), 3));
    expect(body).toMatchObject({ version: 3, daily_limit: 25, reply_to_email: "r@a.test" });
    expect(body).not.toHaveProperty("from_email");
  });
});
