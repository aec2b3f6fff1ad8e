import type { Tone } from "#components/ui/tone.ts";
import type { DecidingRule } from "#lib/reputation/types.ts";

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

const THROTTLE: Record<string, Word> = {
  normal: { label: "Full speed", tone: "ok", meaning: "The whole daily cap may be used." },
  reduced: { label: "Half speed", tone: "warn", meaning: "Half of the daily cap may be used." },
  critical: { label: "Quarter speed", tone: "poor", meaning: "A quarter of the daily cap may be used." },
  paused: { label: "Paused by score", tone: "bad", meaning: "Nothing is sent until the score recovers." },
};

const STATE: Record<string, Word> = {
  healthy: { label: "Healthy", tone: "ok", meaning: "Nothing prevents sending." },
  watch: { label: "Watch", tone: "info", meaning: "Half a throttle line is reached; sends go on." },
  throttled: { label: "Throttled", tone: "warn", meaning: "Sends at half speed until it has been calm for 24 hours." },
  paused: { label: "Paused", tone: "bad", meaning: "Nothing is sent until its rest is over or a person resumes it." },
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

/** What a throttle does to the daily cap (SPEC §3). */
export function throttleWord(code: string): Word {
  return word(THROTTLE, code);
}

/** What a state of the guard means (SPEC §4). */
export function stateWord(code: string): Word {
  return word(STATE, code);
}

/** The one word for a place: the guard's state, or what its score does to it where the guard lets everything through. */
export function placeWord({ state, throttle }: { state: string; throttle: string }): Word {
  const isCalm = state === "healthy" || state === "watch";
  return isCalm && throttle !== "normal" ? throttleWord(throttle) : stateWord(state);
}

type Standing = { state: string; status: string; throttle: string };

/** What the one word leaves out: how the score stands, and what else slows the place. */
export function placeNote({ state, status, throttle }: Standing): string {
  const shown = placeWord({ state, throttle });
  const others = [state === "watch" ? stateWord(state) : null, throttle === "normal" ? null : throttleWord(throttle)];
  // Paused is paused: a speed beside it would say that something is sent.
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

/** How fast a place sends by its score; null while it is paused, when nothing is sent whatever the score lets through. */
export function speedWord({ state, throttle }: { state: string; throttle: string }): Word | null {
  return state === "paused" ? null : throttleWord(throttle);
}

/** The same as a sentence. */
export function speedText(place: { state: string; throttle: string }): string {
  const word = speedWord(place);
  return word ? `${word.label}. ${word.meaning}` : "None while it is paused.";
}
