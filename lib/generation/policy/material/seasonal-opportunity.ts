import type { AngleMaterial } from "./types.ts";

export const seasonalOpportunity: AngleMaterial = {
  insights: [
    "In {season}, {seasonWork} can fill a schedule faster than an office can keep up with it.",
    "The weeks around {seasonWork} bring the year's most impatient callers {place}.",
    "{Season} is when {trade} companies either build a waiting list or watch it wander off.",
    "Every {season} the same thing happens in {trade}: demand arrives in waves rather than evenly.",
    "Between two rushes of {season} there is usually a quiet stretch that old estimates could fill.",
    "Customers who asked about {seasonWork} a year ago are thinking about it again this {season}.",
    "Weather decides the calendar in {trade} work, and {season} seldom gives notice.",
  ],
  meanings: [
    "Preparing the phones for that is easier before the rush than in the middle of it.",
    "A little order now would carry {business} through the busy part of the season.",
    "The overflow is where good jobs get lost, simply because no one has a free hand.",
    "It also makes this a sensible moment to remind past customers that you exist.",
    "Handled well, one hectic month can keep the following ones booked.",
    "I would rather mention it early than when {business} is already swamped.",
    "Even a modest share of those requests, kept warm, evens out the slower weeks.",
  ],
  topics: [
    "{seasonWork}",
    "the {season} rush",
    "planning for {season}",
    "quiet weeks in {season}",
    "last year's customers",
    "busy-season calls",
  ],
};
