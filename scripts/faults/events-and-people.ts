import type { Defence } from "./defence.ts";

/** Known events are left out where they are planned, and once more where they turn out to be stored. */
export const repetitionsTakeEffect: Defence["changes"] = [
  {
    file: "lib/webhooks/plan-matches.ts",
    from: "!known.some((other) => isSameEvent(event, other))",
    to: '!known.some((other) => isSameEvent(event, other) && other.id === "")',
  },
  {
    file: "lib/webhooks/store-events.ts",
    from: "if (fresh === null) return { planned, parked: unmatched };",
    to: "if (fresh !== undefined) return { planned, parked: unmatched };",
  },
];

/** Provider events, and people's wishes. */
export const eventDefences: Defence[] = [
  {
    fault: "duplicated, with new ids, in every order, in posts that cross",
    test: "lib/webhooks/receive-sendgrid-post.int.test.ts: stores an event once, however often it comes, also under new ids and from many posts at once",
    changes: repetitionsTakeEffect,
  },
  {
    fault: "duplicated, with new ids, in every order, in posts that cross",
    test: "lib/webhooks/order-of-arrival.int.test.ts: ends in the same state for every order, grouping and repetition of the same events, also under new ids",
    changes: repetitionsTakeEffect,
  },
  {
    fault: "unknown message",
    test: "lib/webhooks/match-parked-events.int.test.ts: parks events whose message is not known yet and lets them act later, once",
    changes: [
      { file: "lib/webhooks/match-parked-events.ts", from: "  await assignEvents(tx, tenantId, assigned);\n", to: "" },
    ],
  },
  {
    fault: "one malformed among many",
    test: "lib/webhooks/receive-sendgrid-post.int.test.ts: sets malformed events aside once and takes the rest",
    changes: [
      {
        file: "lib/webhooks/read-sendgrid-post.ts",
        from: "} else malformed.push(read.malformed);",
        to: '} else throw new AppError("validation_failed", read.malformed.reason);',
      },
    ],
  },
  {
    fault: "bad signature, one byte changed, re-serialised",
    test: "lib/webhooks/receive-sendgrid-post.int.test.ts: refuses a wrong, missing or foreign signature, a changed byte and re-serialised JSON, and stores nothing",
    changes: [
      {
        file: "lib/webhooks/verify-sendgrid-signature.ts",
        from: 'return publicKey !== null && verify("sha256", signed, publicKey, given);',
        to: "return publicKey !== null && signed !== given;",
      },
    ],
  },
  {
    fault: "bad signature, one byte changed, re-serialised",
    test: "lib/webhooks/verify-sendgrid-signature.test.ts: fit every body they were made for, and none with a byte changed",
    changes: [
      {
        file: "lib/webhooks/verify-sendgrid-signature.ts",
        from: "Buffer.concat([Buffer.from(timestamp), rawBody]);",
        to: "Buffer.concat([Buffer.from(timestamp), Buffer.from(JSON.stringify(JSON.parse(String(rawBody))))]);",
      },
    ],
  },
  {
    fault: "replayed, signed long ago",
    test: "lib/webhooks/receive-sendgrid-post.int.test.ts: takes a post signed long ago: retries keep the first signature",
    changes: [
      {
        file: "lib/webhooks/verify-sendgrid-signature.ts",
        from: "if (!signature || !timestamp || ",
        to: "if (!signature || !timestamp || Number(timestamp) < Date.now() / 1_000 - 600 || ",
      },
    ],
  },
  {
    fault: "key rotation",
    test: "lib/webhooks/receive-sendgrid-post.int.test.ts: takes either key during a rotation, as PEM or as SendGrid shows it, and neither afterwards",
    changes: [
      {
        file: "lib/webhooks/verify-sendgrid-signature.ts",
        from: "return keys.some((key) => {",
        to: "return keys.slice(0, 1).some((key) => {",
      },
    ],
  },
  {
    fault: "a hundred posts of 768 KB at once",
    test: "lib/webhooks/flood.int.test.ts: a hundred posts of 768 KB at once, each said five times: all are taken, nothing is lost and nothing counted twice",
    changes: repetitionsTakeEffect,
  },
  {
    fault: "more posts at once than can be stored in time",
    test: "lib/webhooks/flood.int.test.ts: forty posts at once: only so many are stored at a time, and all are taken",
    changes: [
      {
        file: "lib/webhooks/receive-sendgrid-post.ts",
        from: "return admission.admit(connectionId, () => ingestAll(ctx, connectionId, posts));",
        to: "return ingestAll(ctx, connectionId, posts);",
      },
    ],
  },
  {
    fault: "more posts at once than can be stored in time",
    test: "lib/webhooks/admission.test.ts: refuses what has waited too long, which then never begins; what has begun may take as long as it needs",
    changes: [
      {
        file: "lib/webhooks/admission.ts",
        from: "patience.abort(tooBusy()), this",
        to: "patience.signal.aborted, this",
      },
    ],
  },
  {
    fault: "garbage at unknown connections, forged signatures at a known one",
    test: "lib/webhooks/refused-posts.int.test.ts: refuses unread who has forged signatures at a connection; the provider's own posts there come in",
    changes: [{ file: "lib/webhooks/senders.ts", from: "if (seconds > 0) throw", to: "if (seconds < 0) throw" }],
  },
  {
    fault: "garbage at unknown connections, forged signatures at a known one",
    test: "lib/webhooks/refused-posts.int.test.ts: lets in who signed rightly, whatever else comes from the provider's address",
    changes: [
      {
        file: "lib/webhooks/policy/wait-before-reading.ts",
        from: "if (isProven(standing.pairProvenAt)) return 0;",
        to: "",
      },
    ],
  },
  {
    fault: "events 23 hours old",
    test: "lib/webhooks/effects-on-counters.int.test.ts: in the hour in which it happened, and not at all when that is out of the window",
    changes: [
      {
        file: "lib/reputation/policy/booking-hour.ts",
        from: "return hour < epochHourOf(now) - closedHours ? null : hour;",
        to: "return hour < epochHourOf(now) - closedHours ? null : epochHourOf(now);",
      },
    ],
  },
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
