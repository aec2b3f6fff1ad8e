import type { Defence } from "./defence.ts";

/** People's wishes. */
export const peopleDefences: Defence[] = [
  {
    fault: "unsubscribe link opened by scanners a hundred times",
    test: "lib/suppressions/unsubscribe.int.test.ts: shows a button and changes nothing, however often scanners come",
    changes: [
      {
        file: "lib/suppressions/answer-unsubscribe.ts",
        from: "const link = await describeUnsubscribeLink(ctx, token);",
        to: "const link = await describeUnsubscribeLink(ctx, token);\n    await unsubscribe(ctx, token);",
      },
    ],
  },
  {
    fault: "unsubscribe with a forged or another tenant's token, or twice",
    test: "lib/suppressions/unsubscribe.int.test.ts: is refused with a forged token or another tenant's",
    changes: [
      {
        file: "lib/suppressions/unsubscribe-token.ts",
        from: "if (!key || !timingSafeEqual(bytes.subarray(signedLength), mac(key, signed))) return null;",
        to: "if (!key || timingSafeEqual(signed, mac(key, signed))) return null;",
      },
    ],
  },
  {
    fault: "unsubscribe with a forged or another tenant's token, or twice",
    test: "lib/suppressions/unsubscribe.int.test.ts: suppresses, marks and cancels at once, and answers itself; again is the same",
    changes: [
      {
        file: "lib/suppressions/unsubscribe.ts",
        from: '    await cancelOpenSends(tx, { tenantId, outreachIds: concerned, reason: "unsubscribed", now });\n',
        to: "",
      },
    ],
  },
  {
    fault: "unsubscribe, suppression or reply between claim and dispatch",
    test: "lib/suppressions/unsubscribe.int.test.ts: between claim and hand-over: nothing leaves",
    changes: [
      {
        file: "lib/suppressions/unsubscribe.ts",
        from: "    await markUnsubscribed(tx, tenantId, concerned, now);\n",
        to: "",
      },
      {
        file: "lib/suppressions/unsubscribe.ts",
        from: '    await cancelOpenSends(tx, { tenantId, outreachIds: concerned, reason: "unsubscribed", now });\n',
        to: "",
      },
      {
        file: "lib/sending/policy/pre-send.ts",
        from: '  if (prospect.isSuppressed) return "suppressed";\n',
        to: "",
      },
    ],
  },
  {
    fault: "unsubscribe, suppression or reply between claim and dispatch",
    test: "lib/sending/hand-over.int.test.ts: nobody hands over behind a suppression, whoever is faster",
    changes: [
      {
        file: "lib/sending/policy/pre-send.ts",
        from: '  if (prospect.isSuppressed) return "suppressed";\n',
        to: "",
      },
    ],
  },
  {
    fault: "unsubscribe, suppression or reply between claim and dispatch",
    test: "lib/sending/hand-over.int.test.ts: a reply",
    changes: [
      { file: "lib/sending/policy/pre-send.ts", from: '  if (prospect.hasReplied) return "replied";\n', to: "" },
    ],
  },
  {
    fault: "complaint or pause between claim and dispatch",
    test: "lib/sending/stopped-in-between.int.test.ts: %s about the message before, signed and posted between claim and hand-over: nothing leaves",
    changes: [
      {
        file: "lib/webhooks/take-effects.ts",
        from: "  const stopped = await suppressPeople(tx, scope, people);\n",
        to: "  const stopped: string[] = [];\n",
      },
      {
        file: "lib/webhooks/take-effects.ts",
        from: "  await writeOutreach(tx, tenantId, await decideAfterEvents(tx, scope, outreach), now);\n",
        to: "",
      },
    ],
  },
  {
    fault: "complaint or pause between claim and dispatch",
    test: "lib/sending/hand-over.int.test.ts: a paused mailbox",
    changes: [{ file: "lib/sending/policy/pre-send.ts", from: "    senderStop(facts) ??\n", to: "" }],
  },
  {
    fault: "complaint or pause between claim and dispatch",
    test: "lib/sending/hand-over.int.test.ts: a paused sending domain",
    changes: [{ file: "lib/sending/policy/pre-send.ts", from: "    senderStop(facts) ??\n", to: "" }],
  },
  {
    fault: "import re-adding a suppressed address: case, dots, plus tag, IDN",
    test: "lib/prospects/import.int.test.ts: never brings a suppressed address back, in whatever spelling",
    changes: [
      {
        file: "lib/shared/email-key.ts",
        from: "const untagged = (plus > 0 ? parsed.local.slice(0, plus) : parsed.local)",
        to: "const untagged = (plus < 0 ? parsed.local.slice(0, 64) : parsed.local)",
      },
    ],
  },
];
