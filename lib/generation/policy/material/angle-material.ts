import type { Angle } from "../angles.ts";
import { caseStudy } from "./case-study.ts";
import { competitorInsight } from "./competitor-insight.ts";
import { industryTrends } from "./industry-trends.ts";
import { introduction } from "./introduction.ts";
import { seasonalOpportunity } from "./seasonal-opportunity.ts";
import type { AngleMaterial } from "./types.ts";

export const angleMaterial: Readonly<Record<Angle, AngleMaterial>> = {
  introduction,
  industry_trends: industryTrends,
  competitor_insight: competitorInsight,
  seasonal_opportunity: seasonalOpportunity,
  case_study: caseStudy,
};
