/** Decisions that a wrong operator or line would turn against a domain. All unit tests of their folder must notice one. */
export type Target = { name: string; folder: string; files: string[] };

export const TARGETS: readonly Target[] = [
  {
    name: "score",
    folder: "lib/reputation/policy",
    files: ["compute-email-score", "judge-rates", "chooser-throttle", "stale-throttle", "booking-hour", "thresholds"],
  },
  {
    name: "guard",
    folder: "lib/health/policy",
    files: [
      "assess",
      "auto-deactivated",
      "guard-record",
      "next-state",
      "persons-word",
      "probation",
      "rest",
      "thresholds",
      "wilson",
    ],
  },
  { name: "gate", folder: "lib/sequencing/policy", files: ["engagement-gate"] },
  { name: "cadence", folder: "lib/sequencing/policy", files: ["cadence", "next-send", "transport", "thresholds"] },
  { name: "chooser", folder: "lib/sending/policy", files: ["choose-sender", "passed-over", "rotation", "sender"] },
  { name: "capacity", folder: "lib/sending/policy", files: ["capacity", "capacity-thresholds", "warm-up"] },
  { name: "window", folder: "lib/sequencing/policy", files: ["send-window", "time-zone", "holidays", "send-band"] },
  { name: "clock", folder: "lib/shared", files: ["zone-clock"] },
  { name: "allowance", folder: "lib/sequencing/policy", files: ["pacing", "recipient-domain"] },
];
