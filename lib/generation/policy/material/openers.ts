/** First message of the first pass: who writes, and why. */
export const firstOpeners: readonly string[] = [
  "I'm {sender} with {senderCompany}; we help {trade} companies answer and follow up on every new inquiry.",
  "My name is {sender}, and at {senderCompany} we look after new inquiries for {trade} companies.",
  "I work at {senderCompany}, where we make sure {trade} companies never lose track of a new customer who reaches out.",
  "This is {sender} from {senderCompany}; our work is getting {trade} companies back to new customers quickly.",
  "{sender} here, from {senderCompany}: we handle first replies and follow-ups for {trade} companies.",
  "I'm writing from {senderCompany}, which takes the chasing of new inquiries off the desks of {trade} companies.",
];

/** First message of a later cycle: the prospect was written to before. */
export const returningOpeners: readonly string[] = [
  "It has been a while since I wrote to {business}, so here is a different thought from {sender} at {senderCompany}.",
  "I have written before from {senderCompany}, and this time I'd like to raise something else with {business}.",
  "A new topic from {senderCompany}, since my earlier messages may not have been useful to {business}.",
  "{sender} from {senderCompany} again, with another subject that {trade} companies keep running into.",
  "Some time has passed since I wrote from {senderCompany}, and one point seems worth adding for {business}.",
  "I'm picking up my pen again at {senderCompany} because this may matter more to {business} than what I sent before.",
  "Back with one fresh idea for {business} from {sender} at {senderCompany}.",
  "I left {business} alone for some time; here is what we at {senderCompany} are thinking about now.",
];

/** Any later step of a cycle. */
export const followupOpeners: readonly string[] = [
  "Adding one thing to what I sent {business} earlier.",
  "My earlier message may have reached you on a busy day, so here is the short version for {business}.",
  "One more angle on this, in case it helps {business}.",
  "I wanted to put a second thought next to my first for {business}.",
  "Here is the part I left out when I wrote to {business} before.",
  "Building on what I sent earlier, with {business} in mind.",
  "In case the timing was wrong before, here is the point again from another side for {business}.",
  "A brief addition from {senderCompany} that applies to most {trade} companies.",
  "Something practical this time, since my first note to {business} was rather general.",
  "To make my earlier point more concrete for {business}:",
  "I promised myself to keep this short for {aTrade} company.",
  "Another {trade} thought before the week gets away from both of us.",
];
