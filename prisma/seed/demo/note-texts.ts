type Texts = readonly [string, ...string[]];

/** What operators write down about somebody who has answered, by the status they give. */
export const noteTexts: Record<string, Texts> & { interested: Texts } = {
  interested: [
    "Wants to know what it costs for two crews. Call back on Thursday, mornings are best.",
    "Uses an answering service today and is not happy with it. Contract runs out in two months.",
    "Asked whether we can route emergency calls to the owner's cell. Sent the short answer, owes us a time.",
    "Decides together with his brother. Send the one-pager before the call.",
  ],
  demo_scheduled: [
    "Demo agreed, 20 minutes. Show the after-hours part first.",
    "Demo moved once because of a job. Office manager joins, too.",
  ],
  demo_completed: [
    "Liked the call notes, asked twice about Spanish-speaking callers.",
    "Demo went well. Wants numbers for a month like July.",
  ],
  proposal_sent: [
    "Proposal for the middle plan is out. Said he would answer this week.",
    "Asked for a month without commitment. Agreed.",
  ],
  won: ["Signed. Onboarding takes over on Monday.", "Signed for a year after the trial month."],
  lost: [
    "Has somebody in the office for this. Not now, be friendly.",
    "Sold the business in spring. No need any more.",
  ],
};
