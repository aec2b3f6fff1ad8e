/** What the sender offers. */
export const offers: readonly string[] = [
  "{senderCompany} replies to each new inquiry within moments and keeps following up until there is a clear yes or no.",
  "What we do at {senderCompany} is simple: every new request gets an answer right away, and nobody is forgotten afterwards.",
  "Our service picks up where the front desk runs out of hands, then passes booked appointments over to your calendar.",
  "We sit quietly behind your existing phone number and web form, so nothing changes for the people who contact you.",
  "With {senderCompany}, evenings and weekends are covered without anyone on your crew carrying a second phone.",
  "We take over the first conversation, sort out what is needed, and leave your team the jobs worth driving to.",
  "The idea behind {senderCompany} is that your office sees one tidy list of people waiting, with the next action for each.",
  "Each person who asks for a price hears from you again at sensible intervals, without anyone having to remember it.",
  "Set-up takes little from your side: we learn how you like to book work and use your wording from then on.",
  "You keep your tools and your way of scheduling; {senderCompany} only fills the gaps between them.",
  "Requests that arrive by text, form or phone end up in the same place and get the same care.",
  "Your people stay on the job in front of them while we keep the next customer informed.",
];

/** What the sender asks for. */
export const asks: readonly string[] = [
  "Would it be worth a short call to see whether this fits how you work?",
  "If this sounds familiar, reply with a good time and I'll call you then.",
  "Should I send over a short outline of how it would look for you?",
  "Is this something you look after yourself, or is there a better person to ask?",
  "Happy to walk you through it whenever suits; just tell me which day is quieter.",
  "Shall I show you on a brief call what your customers would see?",
  "A simple yes or no is fine, and either answer helps me.",
  "If you would rather read than talk, say so and I'll write up the details for you.",
  "Would you be open to comparing this with what you do at the moment?",
  "Let me know if you'd like to see it with your own intake form.",
  "Who handles new requests on your side, and may I explain this to them?",
  "Tell me if this is off the mark and I'll stop guessing.",
];
