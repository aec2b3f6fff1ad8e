import type { AngleMaterial } from "./types.ts";

export const competitorInsight: AngleMaterial = {
  insights: [
    "Someone with {job} often contacts several {trade} companies at once and settles on the one that reacts.",
    "Larger {trade} outfits keep an office open late, and that is frequently their only real advantage.",
    "Franchise brands answer from a call center; what they cannot copy is a local name with a quick, personal reply.",
    "Try calling a few {trade} numbers {place} on a Saturday, and you will hear a good many recordings.",
    "Price is seldom the reason a homeowner goes elsewhere; silence usually is.",
    "Your competition is not only the shop across town but also the person who decides to wait and see.",
    "Reviews of {trade} companies mention being called back almost as often as they mention the workmanship.",
  ],
  meanings: [
    "Being reachable is the cheapest edge a local company can have over a bigger rival.",
    "It means the race is frequently decided before anybody has looked at the job.",
    "That leaves room for {business} to win work on courtesy alone.",
    "A rival can match a discount by tomorrow, while a reputation for replying takes far longer to copy.",
    "From the customer's chair, the company that calls back simply seems better run.",
    "So the question for {business} is who else the caller reaches while your line is busy.",
    "Small firms can beat big ones here, provided someone minds the door.",
  ],
  topics: [
    "who answers first",
    "the shop across town",
    "call centers and local names",
    "being reachable",
    "winning on courtesy",
    "what rivals miss",
  ],
};
