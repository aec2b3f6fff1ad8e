import type { Defence } from "./defence.ts";
import { repetitionsTakeEffect } from "./events.ts";

const generationNotCompared = {
  file: "lib/reputation/counter-scripts.ts",
  from: "if redis.call('HGET', KEYS[1], 'generation') ~= ARGV[1] then return 0 end\n",
  to: "",
};

/** Adds again, until an answer comes, what may have been added: its answer was lost. */
const addedAgain = (afterMs: number) => ({
  file: "lib/reputation/book-counts.ts",
  from: "const isAdded = await addCounts(ctx.redis, ticket, sumByHour(changes), ctx.now()).catch(",
  to: `const add = () => addCounts(ctx.redis, ticket, sumByHour(changes), ctx.now());
    const later = () => new Promise((done) => setTimeout(done, ${afterMs})).then(add);
    const isAdded = await add().catch(later).catch(later).catch(later).catch(`,
});

const failureTakenForSuccess = {
  file: "lib/reputation/book-counts.ts",
  from: 'ctx.log.warn({ err: error, tenantId }, "reputation counters were not written; the hours will be recounted");\n      return false;',
  to: 'ctx.log.warn({ err: error, tenantId }, "reputation counters were not written; the hours will be recounted");\n      return true;',
};

/** Redis and Postgres. */
export const storeDefences: Defence[] = [
  {
    fault: "down, slow or cut off while events come in",
    test: "lib/webhooks/broken-lines.int.test.ts: stopped: 200 after the commit, and counters right as soon as it is back",
    changes: [failureTakenForSuccess],
  },
  {
    fault: "down, slow or cut off while events come in",
    test: "lib/webhooks/broken-lines.int.test.ts: slower than 200 ms: 200 all the same, without waiting for it, and counters right after",
    changes: [{ file: "lib/redis/client.ts", from: "    commandTimeout: commandTimeoutMs,\n", to: "" }],
  },
  {
    fault: "down, slow or cut off while events come in",
    test: "lib/webhooks/broken-lines.int.test.ts: gone while its answer was under way: not counted twice",
    changes: [addedAgain(1_000)],
  },
  {
    fault: "down while sending",
    test: "lib/sequencing/redis-away.int.test.ts: plans at half the rate for five minutes after Redis is lost, then nothing, and at full rate when it is back",
    changes: [
      {
        file: "lib/reputation/policy/stale-throttle.ts",
        from: '<= snapshotLifeMs ? "reduced" : "paused";',
        to: '<= snapshotLifeMs ? "normal" : "paused";',
      },
    ],
  },
  {
    fault: "down while sending",
    test: "lib/sequencing/redis-away.int.test.ts: hands over what was planned before while the snapshot is young, then nothing, and again when it is back",
    changes: [
      {
        file: "lib/reputation/policy/stale-throttle.ts",
        from: '<= snapshotLifeMs ? "reduced" : "paused";',
        to: '<= snapshotLifeMs ? "reduced" : "reduced";',
      },
    ],
  },
  {
    fault: "flushed, killed, frozen, rebuilt under live traffic",
    test: "lib/reputation/live-redis.int.test.ts: FLUSHALL again and again, with rebuilds, under traffic of three processes: no drift",
    changes: [generationNotCompared],
  },
  {
    fault: "flushed, killed, frozen, rebuilt under live traffic",
    test: "lib/reputation/live-redis.int.test.ts: killed and started again under traffic: no drift",
    changes: [
      generationNotCompared,
      failureTakenForSuccess,
      {
        file: "lib/reputation/read-counters.ts",
        from: "!facts.needs_recount && reading.generation !== null && reading.generation === facts.generation) {",
        to: "!facts.needs_recount) {",
      },
    ],
  },
  {
    fault: "flushed, killed, frozen, rebuilt under live traffic",
    test: "lib/reputation/live-redis.int.test.ts: frozen again and again, so that commands time out and are done late: no drift",
    changes: [addedAgain(20)],
  },
  {
    fault: "one hour evicted, a rebuild rolled back",
    test: "lib/reputation/faults.int.test.ts: counts once when it comes back after it was recounted, however often",
    changes: [generationNotCompared],
  },
  {
    fault: "one hour evicted, a rebuild rolled back",
    test: "lib/reputation/faults.int.test.ts: one hour evicted: noticed by the next reader, and by the next writer",
    changes: [
      {
        file: "lib/reputation/counter-scripts.ts",
        from: "if redis.call('EXISTS', KEYS[i]) == 0 then version = 'lost' end",
        to: "",
      },
      {
        file: "lib/reputation/counter-scripts.ts",
        from: "if not counts then version = 'lost' end",
        to: "",
      },
      {
        file: "lib/reputation/counter-scripts.ts",
        from: "    redis.call('HDEL', KEYS[1], 'generation')\n    return 0\n",
        to: "",
      },
    ],
  },
  {
    fault: "one hour evicted, a rebuild rolled back",
    test: "lib/reputation/faults.int.test.ts: counters of a rebuild that was rolled back are not believed",
    changes: [
      {
        file: "lib/reputation/read-counters.ts",
        from: "reading.generation !== null && reading.generation === facts.generation) {",
        to: "reading.generation !== null) {",
      },
    ],
  },
  {
    fault: "drift that nobody can explain",
    test: "lib/reputation/check-reputation-drift.int.test.ts: %s is found, counted, and gone with the next reading",
    changes: [
      {
        file: "lib/reputation/check-reputation-drift.ts",
        from: "if (drifted.length > 0) await repair(ctx, tenantId, new Map(drifted));",
        to: "",
      },
    ],
  },
  {
    fault: "slow (200 ms)",
    test: "lib/redis/client.int.test.ts: gives a command 200 ms and no more",
    changes: [
      { file: "lib/redis/client.ts", from: "const commandTimeoutMs = 200;", to: "const commandTimeoutMs = 2_000;" },
    ],
  },
  {
    fault: "down",
    test: "lib/webhooks/broken-lines.int.test.ts: stopped: 503 with a time to come back, and what is sent again goes in, once",
    changes: [
      {
        file: "lib/webhooks/receive-sendgrid-post.ts",
        from: "  if (isDatabaseAway(error))\n",
        to: "  if (!isDatabaseAway(error))\n",
      },
    ],
  },
  {
    fault: "down",
    test: "lib/auth/sessions.int.test.ts: signing in while the database is away is 503, and says nothing about the password",
    changes: [
      { file: "lib/http/problem-of.ts", from: "if (isDatabaseAway(error)) {", to: "if (!isDatabaseAway(error)) {" },
    ],
  },
  {
    fault: "down",
    test: "lib/suppressions/unsubscribe.int.test.ts: says 503 when the wish cannot be stored",
    changes: [
      {
        file: "lib/suppressions/answer-unsubscribe.ts",
        from: "    return tryAgainPage();\n",
        to: "    return unknownLinkPage();\n",
      },
    ],
  },
  {
    fault: "connection cut on COMMIT while events come in, heard or not",
    test: "lib/webhooks/broken-lines.int.test.ts: cut on COMMIT, $where: 503, and the provider's next try counts once",
    changes: repetitionsTakeEffect,
  },
  {
    fault: "connection cut on COMMIT of the last check or the record of a send",
    test: "lib/sending/broken-lines.int.test.ts: the record's COMMIT, heard by Postgres: $heard: written again, handed over and counted once",
    changes: [
      {
        file: "lib/sending/hand-over-send.ts",
        from: "for (const waitMs of recordRetriesMs) {",
        to: "for (const waitMs of recordRetriesMs.slice(9)) {",
      },
    ],
  },
  {
    fault: "connection cut on COMMIT of the last check or the record of a send",
    test: "lib/sending/broken-lines.int.test.ts: the last check's COMMIT, cut before Postgres heard it: nothing is handed over, and the next try sends it",
    changes: [
      {
        file: "lib/sending/begin-hand-over.ts",
        from: "    return ctx.forTenant(tenantId, (tx) => beginAll(tx, { ctx, tenantId, claims, health, now }));",
        to: "    let begun: BeginResult[] = [];\n    const turn = { ctx, tenantId, claims, health, now };\n    return ctx.forTenant(tenantId, async (tx) => (begun = await beginAll(tx, turn))).catch(() => begun);",
      },
    ],
  },
  {
    fault: "connection cut on COMMIT of the last check or the record of a send",
    test: "lib/sending/broken-lines.int.test.ts: the last check's COMMIT, its answer lost: never handed over, and unknown when the lease is over",
    changes: [
      {
        file: "lib/sending/repo-reconcile.ts",
        from: "AND status = 'claimed' AND lease_until <= ${limits.now}",
        to: "AND status IN ('claimed', 'sending') AND lease_until <= ${limits.now}",
      },
    ],
  },
  {
    fault: "killed",
    test: "scripts/stack/postgres.int.test.ts: after a SIGKILL of server and supervisor alike it recovers, stale lock file or not",
    changes: [
      {
        file: "scripts/stack/postgres.ts",
        from: 'if (verdict === "take-over" && file) await stopProcess(file.pid, "SIGINT", 30_000);\n  if (verdict !== "none") rmSync(path, { force: true });',
        to: 'if (verdict === "take-over" && file) await stopProcess(file.pid, "SIGINT", 30_000);\n  if (verdict !== "none") throw new SetupError("in use");',
      },
    ],
  },
];
