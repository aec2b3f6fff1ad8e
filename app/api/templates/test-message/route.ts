import { route } from "#app/api/route-kit.ts";
import { methods } from "#lib/http/methods.ts";
import { testMessageAnswer, testMessageBody } from "#lib/templates/contract-test-message.ts";
import { sendTestMessage } from "#lib/templates/send-test-message.ts";
import { testMessageRateLimit } from "#lib/templates/thresholds.ts";

const told = {
  role: "operator",
  isForPeople: true,
  body: testMessageBody,
  isIdempotent: true,
  rateLimit: testMessageRateLimit,
  summary: "Send what a prospect would get to yourself",
  answer: testMessageAnswer,
  problems: ["not_found", "conflict"],
} as const;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(told, ({ ctx, tenantId, actor, body, requestId }) =>
    sendTestMessage(ctx, { tenantId, actor, body, requestId }),
  ),
});
