import { describeKind } from "../kinds.ts";
import type { AlertRow } from "../types.ts";

type Advice = { todo: string; clears: string };

const place = { domain_health: "sending domain", mailbox_health: "mailbox", account_breaker: "connection" } as const;

/** What to stop, by the reason that the guard had. */
const firstSteps: Readonly<Record<string, string>> = {
  bounce_rate: "Stop the lists that bounce",
  complaint_rate: "Stop the campaigns that draw complaints",
  blocked_rate: "Find out why providers block its mail",
};

/** What to do about an alert and what ends it: of a sender by who or what stopped it, of anything else by its kind. */
export function adviceOf({ kind, evidence }: Pick<AlertRow, "kind" | "evidence">): Advice {
  const { todo, clears } = describeKind(kind);
  return (Object.hasOwn(place, kind) ? senderAdvice(kind as keyof typeof place, evidence) : null) ?? { todo, clears };
}

function senderAdvice(kind: keyof typeof place, { state, reason, rest_ends_at, score }: AlertRow["evidence"]) {
  const what = place[kind];
  const verb = kind === "account_breaker" ? "releas" : "resum";
  if (reason === "paused_by_person")
    return {
      todo: `The guard did not do this, so nothing ends it by itself: ${verb}e the ${what} when whatever it was paused for is settled.`,
      clears: `someone ${verb}ing it`,
    };
  if (kind === "account_breaker") return null;
  const first = firstSteps[String(reason)] ?? "Look at its evidence";
  if (state === "throttled")
    return { todo: `${first}. Full speed comes back by itself.`, clears: "a calm day: 24 hours under half the line" };
  if (state === "probation")
    return { todo: "Nothing for now: a small quota shows whether its mail arrives.", clears: "a passed probation" };
  if (state === "paused" && rest_ends_at === null)
    return { todo: `${first}, then resume it with a reason.`, clears: "someone resuming it" };
  if (typeof score === "number")
    return { todo: `${first}. It sends again by itself.`, clears: "the bad hours leaving the 24 h window" };
  return null;
}
