import type { AngleMaterial } from "./types.ts";

export const introduction: AngleMaterial = {
  insights: [
    "When the crew is on a job {place}, calls about {job} tend to come in at exactly the wrong moment.",
    "For {aTrade} owner, getting more inquiries often matters less than losing fewer of them.",
    "People who need help with {job} rarely leave a voicemail; they simply try the next number.",
    "A busy day in {trade} work often ends with a handful of messages that nobody has had time to answer.",
    "Web forms are patient, yet the person who filled one in about {job} usually is not.",
    "Estimates that go out without a reminder afterwards are easily forgotten by a homeowner {place}.",
    "The first reply sets the tone, and for {job} it matters that it comes while the problem is still fresh.",
  ],
  meanings: [
    "That is work you have already paid for with your reputation, and it deserves an answer.",
    "None of this is about working harder; it is about somebody replying while you are under a sink or on a ladder.",
    "For {business} it could mean a calmer office and fewer jobs that slip away unnoticed.",
    "It is a small gap in the day, but it opens again every single day.",
    "Closing it does not take another hire, only a dependable second pair of hands.",
    "The good news is that this part of the business is easy to hand over.",
    "I'd guess {business} would rather spend that energy on the customers it already has.",
  ],
  topics: [
    "new inquiries",
    "missed calls",
    "faster first replies",
    "open estimates",
    "after-hours requests",
    "your front desk",
  ],
};
