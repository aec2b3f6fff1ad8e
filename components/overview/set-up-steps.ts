export type SetUpFacts = {
  /** how many there are of each */
  domains: number;
  mailboxes: number;
  prospects: number;
  hasPostalAddress: boolean;
  isEngineOff: boolean;
  /** some email has left lately: setting up is over, whatever was switched off since */
  hasSent: boolean;
};

export type SetUpStep = { title: string; detail: string; href: string; isDone: boolean };

/** What a team does before its first email, in order, with what is done already; empty once all is. */
export function setUpSteps(facts: SetUpFacts): SetUpStep[] {
  const { domains, mailboxes, prospects, hasPostalAddress, isEngineOff, hasSent } = facts;
  const steps: SetUpStep[] = [
    {
      title: "Add a sending domain",
      detail: "Its SPF, DKIM and DMARC records are looked up at once.",
      href: "/domains",
      isDone: domains > 0,
    },
    {
      title: "Add a mailbox",
      detail: "On that domain, over a connection to the provider that sends its mail.",
      href: "/mailboxes",
      isDone: mailboxes > 0,
    },
    {
      title: "Bring in prospects",
      detail: "From a CSV file; every address is checked before anything is sent to it.",
      href: "/prospects/import",
      isDone: prospects > 0,
    },
    {
      title: "Enter the postal address",
      detail: "Every email must carry one; nothing is sent without it.",
      href: "/settings?tab=company",
      isDone: hasPostalAddress,
    },
    {
      title: "Turn on the engine",
      detail: "From then on it plans while the send window is open.",
      href: "/settings",
      isDone: !isEngineOff,
    },
  ];
  return hasSent || steps.every(({ isDone }) => isDone) ? [] : steps;
}
