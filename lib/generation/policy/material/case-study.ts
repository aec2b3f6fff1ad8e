import type { AngleMaterial } from "./types.ts";

/** Walk-throughs, said to be such: there is no customer behind them, so none is claimed. */
export const caseStudy: AngleMaterial = {
  insights: [
    "Picture an ordinary evening: a homeowner {place} writes about {job} while your office is closed.",
    "Imagine for a moment how a single request travels through {aTrade} company from first ring to paid invoice.",
    "Let me sketch an example instead of a pitch: a form comes in about {job} during your busiest hour.",
    "Suppose a customer asks {business} for an estimate and then goes quiet for a while.",
    "Take a typical rainy morning in {trade} work, with several people calling inside the same few minutes.",
    "Here is a walk-through with an invented customer: she texts a photo of {job} and waits.",
    "Follow one imaginary lead with me, from the missed call to the booked visit.",
  ],
  meanings: [
    "With help in place there is an answer straight away, a proposed time, and a name to ask for.",
    "The request is sorted, a slot is offered, and your dispatcher finds it ready in the morning.",
    "Nothing is lost along that route, because every stop has someone responsible for it.",
    "At each hand-over the customer hears what comes next, which is what keeps them from calling around.",
    "Later a friendly nudge goes out, and the estimate is either accepted or closed with a reason.",
    "Drawn on paper, the only weak spot is usually the hour in which nobody can pick up.",
    "That is the whole method, and {business} could try it on one phone line first.",
  ],
  topics: [
    "one request, start to finish",
    "a worked example",
    "from call to booking",
    "an evening inquiry",
    "an estimate gone quiet",
    "a rainy morning",
  ],
};
