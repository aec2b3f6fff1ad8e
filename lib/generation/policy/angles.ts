/** What a cycle's messages are about. `introduction` is the first pass; the others follow at each re-contact (SPEC §7). */
export type Angle = "introduction" | "industry_trends" | "competitor_insight" | "seasonal_opportunity" | "case_study";

const rotation = ["industry_trends", "competitor_insight", "seasonal_opportunity", "case_study"] as const;

/** The angle of a re-contact cycle: 0 introduces; 1 trends, 2 competitors, 3 season, 4 case study, then round again. */
export function angleForCycle(cycle: number): Angle {
  if (cycle <= 0) return "introduction";
  return rotation[(cycle - 1) % rotation.length] ?? "industry_trends";
}

export const angleLabels: Readonly<Record<Angle, string>> = {
  introduction: "introduction",
  industry_trends: "industry trends",
  competitor_insight: "competitor insight",
  seasonal_opportunity: "seasonal opportunity",
  case_study: "case study",
};
