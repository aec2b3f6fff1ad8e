import type { AngleMaterial } from "./types.ts";

export const industryTrends: AngleMaterial = {
  insights: [
    "Homeowners have grown used to ordering everything by phone screen, and they bring the same expectation to {trade} work.",
    "Across the {trade} industry, text messages are taking the place of voicemail for first contact.",
    "Search results now show opening hours and reply habits beside the stars, which shifts how people pick a {trade} company.",
    "Finding skilled technicians stays hard, so more {trade} owners are protecting their crew's time before adding trucks.",
    "Online booking has moved from a nice extra to something people look for when they need help with {job}.",
    "Maintenance plans are spreading through {trade} work, and they live or die by regular contact.",
    "Paid leads keep getting dearer in home services, which makes each unanswered one hurt a little more.",
  ],
  meanings: [
    "The companies that adapt early usually do it with small habits rather than large systems.",
    "Whoever adjusts to this first {place} will look modern without spending on advertising.",
    "It is less a question of technology than of deciding who answers, and when.",
    "A change like this rewards the shops that treat communication as part of the craft.",
    "I think {business} could use that shift instead of being pushed by it.",
    "Those trends point the same way: attention is becoming as valuable as the repair itself.",
    "Keeping up need not mean another screen for your dispatcher to watch.",
  ],
  topics: [
    "where the trade is heading",
    "text before voicemail",
    "online booking",
    "technician time",
    "rising lead costs",
    "customer habits",
  ],
};
