import type { Tone } from "#components/ui/tone.ts";
import type { DecidingRule } from "#lib/reputation/types.ts";
import type { ScopeHealth } from "./scope-health.ts";

export type Word = { label: string; tone: Tone; meaning: string };

const STATUS: Record<string, Word> = {
  excellent: { label: "Excellent", tone: "ok", meaning: "Score 90 or more." },
  good: { label: "Good", tone: "ok", meaning: "Score 75 or more." },
  warning: { label: "Warning", tone: "warn", meaning: "Score under 75." },
  poor: { label: "Poor", tone: "poor", meaning: "Score under 60." },
  critical: { label: "Critical", tone: "bad", meaning: "Score under 40, or a guardrail was crossed." },
  warmup: { label: "Few sends", tone: "info", meaning: "Fewer than 50 sends in 24 hours: too few to judge." },
  no_data: { label: "No data", tone: "neutral", meaning: "Nothing was sent in the last 24 hours." },
};

const SPEED: Record<string, Word> = {
  normal: { label: "Full speed", tone: "ok", meaning: "Daily limit and warm-up may be used in full." },
  reduced: { label: "Half speed", tone: "warn", meaning: "Half of a mailbox's daily limit may be used." },
  critical: { label: "Quarter speed", tone: "poor", meaning: "A quarter of a mailbox's daily limit may be used." },
  probation: { label: "Probation quota", tone: "warn", meaning: "A small part of the daily limit may be used." },
  paused: { label: "Paused by score", tone: "bad", meaning: "Nothing is sent until the score recovers." },
};

/** Passed over for another reason than a score, which is named beside it. */
const STOPPED: Word = { label: "Sends nothing", tone: "warn", meaning: "It is passed over at present." };

const STATE: Record<string, Word> = {
  healthy: { label: "Healthy", tone: "ok", meaning: "The guard does not hold it back." },
  watch: { label: "Watch", tone: "info", meaning: "Half a throttle line is reached; sends go on." },
  throttled: {
    label: "Throttled",
    tone: "warn",
    meaning: "Sends at half speed at most until it has been calm for 24 hours.",
  },
  paused: { label: "Paused", tone: "bad", meaning: "Nothing is sent while it is paused." },
  probation: {
    label: "Probation",
    tone: "warn",
    meaning: "Sends a small quota, which grows with clean sends, until it has proven itself.",
  },
};

function word(words: Record<string, Word>, code: string): Word {
  return words[code] ?? { label: code.replaceAll("_", " "), tone: "neutral", meaning: "" };
}

/** What a score's status is called (SPEC §3). */
export function statusWord(code: string): Word {
  return word(STATUS, code);
}

/** What ends a pause, by what releases it: only the guard's own has a rest. */
const PAUSED_UNTIL: Record<string, string> = {
  release_by_rest: "Nothing is sent until its rest is over or a person resumes it.",
  release_by_person: "Nothing is sent until a person resumes it.",
};

/** What a state of the guard means (SPEC §4). `release`: code of what ends it, where that is known. */
export function stateWord(code: string, release?: string | null): Word {
  const found = word(STATE, code);
  return { ...found, meaning: (code === "paused" && PAUSED_UNTIL[release ?? ""]) || found.meaning };
}

type Place = Pick<ScopeHealth, "state" | "throttle" | "speed"> & Partial<Pick<ScopeHealth, "state_release">>;

/** Whether the guard lets everything through. */
function isCalm(state: string): boolean {
  return state === "healthy" || state === "watch";
}

/**
 * The one word for a place: the guard's state, or what its score does to it where the guard lets everything through. A pause by score on
 * little evidence only slows (SPEC §3).
 */
export function placeWord({ state, throttle, speed, state_release }: Place): Word {
  if (!isCalm(state) || throttle === "normal") return stateWord(state, state_release);
  return word(SPEED, throttle === "paused" ? speed : throttle);
}

type Standing = Place & Pick<ScopeHealth, "status">;

/** What the one word leaves out: how the score stands, and how fast the place is where that is not said yet. */
export function placeNote({ status, ...place }: Standing): string {
  const { state, speed } = place;
  const shown = placeWord(place);
  // Paused is paused, and a quota is a probation's: a speed beside them would say nothing new.
  const isSaid = ["normal", "paused", state].includes(speed);
  const others = [state === "watch" ? stateWord(state) : null, isSaid ? null : word(SPEED, speed)];
  const slows = state === "paused" ? [] : others.filter((other) => other !== null && other.label !== shown.label);
  return [statusWord(status).label, ...slows.map((other) => other?.label.toLowerCase())].join(", ");
}

const DECIDED_BY: Record<DecidingRule, string> = {
  no_data: "nothing was sent in the window",
  warmup: "fewer than 50 sends: too few to judge",
  warmup_bounce_rate: "bounces of at least 18 % already in the first sends",
  warmup_complaint_rate: "complaints of at least 0.5 % already in the first sends",
  score: "the score itself",
  complaint_rate: "complaints of at least 0.5 %",
  bounce_rate: "bounces of at least 18 %",
  bounce_rate_elevated: "bounces of at least 12 %",
  open_rate: "opens under 3 %",
  open_rate_low: "opens under 5 %",
  soft_recovery: "recovery: no complaints and bounces under 13 %, so a quarter of the cap goes on",
};

/** Which rule had the last word on a score, in words (SPEC §3). */
export function decidedByText(rule: string): string {
  return rule in DECIDED_BY ? DECIDED_BY[rule as DecidingRule] : rule.replaceAll("_", " ");
}

/** Whether a score says something: with little or no mail it is 100 whatever became of it (SPEC §3). */
export function isJudged(status: string): boolean {
  return status !== "no_data" && status !== "warmup";
}

type Moving = Place & Pick<ScopeHealth, "reason">;

/** How fast a place sends by all that holds it; null while it is paused, when its state says that nothing is sent. */
export function speedWord({ state, speed, reason }: Moving): Word | null {
  if (state === "paused") return null;
  return speed === "paused" && !reason?.endsWith("_score_paused") ? STOPPED : word(SPEED, speed);
}

/** The same as a sentence. `domain`: of a mailbox, which its sending domain slows too. */
export function speedText(place: Moving, domain?: Place | null): string {
  const found = speedWord(place);
  if (!found) return "None while it is paused.";
  const isOfDomain = isCalm(place.state) && place.throttle === "normal" && domain?.speed === place.speed;
  const isSlow = place.speed !== "normal" && place.speed !== "paused";
  return `${found.label}. ${found.meaning}${isOfDomain && isSlow ? " Its sending domain is held to it." : ""}`;
}
