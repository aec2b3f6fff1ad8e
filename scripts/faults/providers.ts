import type { Defence } from "./defence.ts";

const settledAgain = {
  file: "lib/sending/settle-send.ts",
  from: 'if (!isSettled) throw new AppError("conflict", "The outcome of this message is not unknown (any more).");',
  to: "",
};

export const providerDefences: Defence[] = [
  {
    fault: "429, 5xx, 4xx, 401",
    test: "lib/sending/provider-answers.int.test.ts: not now: planned again later, at most three tries",
    changes: [
      {
        file: "lib/sending/policy/refusal-verdict.ts",
        from: "if (earlierTries + 1 >= maxProviderTries) return",
        to: "if (earlierTries > 99) return",
      },
    ],
  },
  {
    fault: "429, 5xx, 4xx, 401",
    test: "lib/sending/provider-answers.int.test.ts: never: final, the capacity comes back, the prospect is held",
    changes: [
      {
        file: "lib/sending/policy/refusal-verdict.ts",
        from: "if (refusal.isPermanent) {",
        to: "if (refusal.isPermanent && earlierTries > 99) {",
      },
    ],
  },
  {
    fault: "429, 5xx, 4xx, 401",
    test: "lib/sending/provider-answers.int.test.ts: wrong credentials: the connection stops until a person releases it",
    changes: [
      {
        file: "lib/sending/policy/refusal-verdict.ts",
        from: 'reason: "provider_credentials", stopsConnection: true };',
        to: 'reason: "provider_credentials" };',
      },
    ],
  },
  {
    fault: "time-out, a line that breaks",
    test: "lib/sending/provider-answers.int.test.ts: nothing, or a port that throws: unknown, counted as sent",
    changes: [
      {
        file: "lib/sending/hand-over-send.ts",
        from: 'return { kind: "unknown", detail: (error as Error).message };',
        to: "throw error;",
      },
    ],
  },
  {
    fault: "time-out, a line that breaks",
    test: "lib/mail/smtp-client.test.ts: after the message without an answer: unknown, and handed over once only",
    changes: [
      {
        file: "lib/mail/smtp-outcome.ts",
        from: '  if (isBodyStarted && reply === undefined) return { kind: "unknown", detail };\n',
        to: "",
      },
    ],
  },
  {
    fault: "time-out, a line that breaks",
    test: "lib/mail/smtp-client.test.ts: before the message: refused for certain, after a second connection was tried",
    changes: [
      {
        file: "lib/mail/smtp-client.ts",
        from: "if (attempt >= maxConnections || !isLostConnection(outcome)) return outcome;",
        to: "return outcome;",
      },
    ],
  },
  {
    fault: "an outcome nobody knows",
    test: "lib/webhooks/effects.int.test.ts: processed: no effect but on an unknown send, which it settles as sent",
    changes: [
      {
        file: "lib/webhooks/take-effects.ts",
        from: "await settleUnknownAsSent(tx, { ...scope, outreachEmailIds: unknown.map((message) => message.id) });",
        to: "",
      },
    ],
  },
  {
    fault: "an outcome nobody knows",
    test: "app/api/sends.int.test.ts: an operator settles a message of unknown outcome, once, and the audit log has it with the request",
    changes: [settledAgain],
  },
  {
    fault: "an outcome nobody knows",
    test: "app/api/sends.int.test.ts: two people at once: one settles it, the other is told",
    changes: [settledAgain],
  },
  {
    fault: "the resolver is away or denies everything",
    test: "lib/dns/dns-port.test.ts: says nxdomain when the resolver is sound, unknown when it denies everything",
    changes: [
      {
        file: "lib/dns/create-dns-port.ts",
        from: 'if (answer.kind !== "refuses" || (await isResolverSound())) return',
        to: 'if (answer.kind !== "refuses" || isResolverSound) return',
      },
    ],
  },
  {
    fault: "the resolver is away or denies everything",
    test: "lib/dns/look-up-mail-domain.test.ts: never refuses a domain for a failure that says nothing about it",
    changes: [
      {
        file: "lib/dns/look-up-mail-domain.ts",
        from: '    if (failure.code !== "ENODATA") return { kind: "unknown", detail: failure.code ?? failure.message };\n',
        to: '    if (failure.code !== "ENODATA") return { kind: "refuses", reason: "nxdomain" };\n',
      },
    ],
  },
  {
    fault: "model time-out, garbage, an invented link",
    test: "lib/generation/generate-outreach-email.test.ts: falls back to the embedded writer after %s",
    changes: [
      {
        file: "lib/generation/generate-outreach-email.ts",
        from: "if (problems.length === 0) return { draft, costUsd, reason: null };",
        to: "return { draft, costUsd, reason: null };",
      },
    ],
  },
  {
    fault: "model time-out, garbage, an invented link",
    test: "lib/generation/generate-outreach-email.test.ts: does not ask again after an error: a model that is away stays away",
    changes: [
      {
        file: "lib/generation/generate-outreach-email.ts",
        from: 'return { draft: null, costUsd, reason: "model_failed" };',
        to: 'if (attempt > 0) return { draft: null, costUsd, reason: "model_failed" };',
      },
    ],
  },
  {
    fault: "prompt injection in prospect data",
    test: "lib/generation/policy/build-outreach-prompt.test.ts: cannot break out of its place, whatever strangers wrote",
    changes: [
      {
        file: "lib/generation/policy/build-outreach-prompt.ts",
        from: '.replaceAll("<", "‹").replaceAll(">", "›")',
        to: "",
      },
    ],
  },
  {
    fault: "prompt injection in prospect data",
    test: "lib/generation/policy/nameable-facts.test.ts: repeats nothing that could be a link, markup, a template or another line, whatever was imported",
    changes: [
      {
        file: "lib/generation/policy/nameable-facts.ts",
        from: "return isPlain && !",
        to: "return name || !",
      },
    ],
  },
];
