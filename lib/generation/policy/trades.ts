import type { Season } from "../types.ts";

type TradeWords = {
  /** as in "{label} companies" */
  label: string;
  /** what somebody calls about */
  job: string;
  /** what keeps the trade busy, by season */
  seasonal: Record<Season, string>;
};

const hvac: TradeWords = {
  label: "heating and cooling",
  job: "a unit that has stopped working",
  seasonal: {
    winter: "no-heat calls",
    spring: "cooling tune-ups",
    summer: "air-conditioning breakdowns",
    fall: "furnace checks",
  },
};

const plumbing: TradeWords = {
  label: "plumbing",
  job: "a leaking water heater",
  seasonal: {
    winter: "frozen pipes",
    spring: "sump pumps and outdoor taps",
    summer: "sewer lines and irrigation",
    fall: "water heater replacements",
  },
};

const roofing: TradeWords = {
  label: "roofing",
  job: "a leak above the bedroom",
  seasonal: {
    winter: "ice and leak calls",
    spring: "storm inspections",
    summer: "full replacements",
    fall: "repairs before the cold",
  },
};

const electrical: TradeWords = {
  label: "electrical",
  job: "a breaker that keeps tripping",
  seasonal: {
    winter: "lighting and heating circuits",
    spring: "outdoor wiring",
    summer: "panel upgrades",
    fall: "standby generators",
  },
};

const solar: TradeWords = {
  label: "solar",
  job: "a price for panels on the roof",
  seasonal: {
    winter: "planning for spring installs",
    spring: "new installations",
    summer: "questions about output",
    fall: "year-end installations",
  },
};

const anyTrade: TradeWords = {
  label: "home-services",
  job: "a repair that cannot wait",
  seasonal: {
    winter: "emergency repairs",
    spring: "maintenance visits",
    summer: "project inquiries",
    fall: "work to finish before winter",
  },
};

const patterns: readonly [RegExp, TradeWords][] = [
  [/hvac|heating|cooling|air.?condition|furnace/, hvac],
  [/plumb|drain|sewer|septic/, plumbing],
  [/roof|gutter/, roofing],
  [/electric/, electrical],
  [/solar/, solar],
];

/** How a trade is talked about; unknown trades become "home-services" so that nothing odd is repeated. */
export function tradeWords(tradeType: string | null): TradeWords {
  return patterns.find(([pattern]) => pattern.test(tradeType ?? ""))?.[1] ?? anyTrade;
}
