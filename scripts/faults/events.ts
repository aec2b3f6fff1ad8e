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

/** Provider events. */
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
    fault: "an earlier event that comes later, by clocks that differ",
    test: "lib/webhooks/moving-counts.int.test.ts: counts move with their events, by whatever clock, across hours and ahead of time, and none drifts",
    changes: [
      {
        file: "lib/webhooks/policy/count-changes.ts",
        from: "countedHour(new Date(atMs), now)",
        to: "countedHour(new Date(Math.min(atMs, now.getTime())), now)",
      },
    ],
  },
];
