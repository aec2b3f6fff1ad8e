import type { Angle } from "../angles.ts";
import { caseStudy } from "./case-study.ts";
import { competitorInsight } from "./competitor-insight.ts";
import { industryTrends } from "./industry-trends.ts";
import { introduction } from "./introduction.ts";
import { seasonalOpportunity } from "./seasonal-opportunity.ts";

/** Sentences of one angle: what is seen, what it means, and what subjects name. None states a figure or tells a made-up story. */
export type AngleMaterial = {
  insights: readonly string[];
  meanings: readonly string[];
  topics: readonly string[];
};

export const angleMaterial: Readonly<Record<Angle, AngleMaterial>> = {
  introduction,
  industry_trends: industryTrends,
  competitor_insight: competitorInsight,
  seasonal_opportunity: seasonalOpportunity,
  case_study: caseStudy,
};
