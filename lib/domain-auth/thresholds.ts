/**
 * DKIM selectors that providers use when they set a domain up: SendGrid (s1, s2), Google (google), Microsoft 365 (selector1, selector2),
 * Mailgun and others (k1, mx, default, mail, smtp), Postmark (pm). A domain with other ones names them.
 */
export const usualSelectors = [
  "s1",
  "s2",
  "google",
  "selector1",
  "selector2",
  "k1",
  "mx",
  "default",
  "mail",
  "smtp",
  "pm",
];

/** A domain's own selectors: as many as anybody rotates. */
export const mostSelectors = 10;

/** Domains of a tenant asked about at once: a resolver should not notice. */
export const concurrentDomains = 8;

/** So many domains in a row without an answer: the resolver is at fault, and asking on would only take time. */
export const mostUnanswered = 20;
