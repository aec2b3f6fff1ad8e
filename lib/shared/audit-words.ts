/** What a line of the audit log can be about, as it is stored and as it is said. */
export const targetWords: Readonly<Record<string, string>> = {
  settings: "Settings",
  domain: "Domain",
  domains: "Domains",
  mailbox: "Mailbox",
  mailboxes: "Mailboxes",
  connection: "Connection",
  prospect: "Prospect",
  prospects: "Prospects",
  import: "Import",
  suppression: "Suppression",
  suppressions: "Suppressions",
  campaign: "Campaign",
  template: "Template",
  outreach_email: "Message",
  alert: "Alert",
  outgoing_webhook: "Outgoing webhook",
  alert_recipient: "Alert recipient",
  member: "Member",
  invitation: "Invitation",
  api_key: "API key",
  job: "Job",
  user: "Account",
  tenant: "Tenant",
};

/** Actions that their noun and verb do not say well. */
const ownWords: Readonly<Record<string, string>> = {
  "alert.acknowledgement_withdrawn": "Acknowledgement of an alert withdrawn",
  "alert.snooze_ended": "Snooze of an alert ended",
  "campaign.moved": "Campaign status changed",
  "member.signed_out": "Member signed out everywhere",
  "password_reset.created": "Password reset link created",
  "prospect.campaign_assigned": "Prospect put into a campaign",
  "prospect.replied": "Prospect marked as replied",
  "prospect.returned": "Prospect returned to the sequence",
  "prospect.undone": "Change of a prospect undone",
  "send.settled": "Outcome of a message settled",
  "template.test_sent": "Test message sent",
  "two_factor.codes_renewed": "Backup codes renewed",
  "two_factor.disabled": "Two-factor authentication turned off",
  "two_factor.enabled": "Two-factor authentication turned on",
};

/** Actions whose words of their own have these, in any case; the others are found by their code. */
export function actionsSaid(words: string): string[] {
  const part = words.toLowerCase();
  return Object.keys(ownWords).filter((action) => ownWords[action]?.toLowerCase().includes(part));
}

/** "settings.changed" as "Settings changed". */
export function actionText(action: string): string {
  if (Object.hasOwn(ownWords, action)) return ownWords[action] ?? action;
  const [noun = "", verb = ""] = action.split(".");
  const words = noun.replaceAll("_", " ");
  const spoken = targetWords[noun] ?? words.charAt(0).toUpperCase() + words.slice(1);
  return `${spoken} ${verb.replaceAll("_", " ")}`.trim();
}

const pages: Readonly<Record<string, (id: string) => string>> = {
  settings: () => "/settings",
  domain: (id) => `/domains/${id}`,
  mailbox: (id) => `/mailboxes/${id}`,
  connection: () => "/settings?tab=connections",
  prospect: (id) => `/prospects/${id}`,
  import: (id) => `/prospects/import?id=${id}`,
  campaign: (id) => `/campaigns/${id}`,
  template: (id) => `/templates/${id}`,
  alert: (id) => `/alerts?alert=${id}`,
  suppression: () => "/suppressions",
  member: () => "/settings?tab=members",
  invitation: () => "/settings?tab=members",
  outgoing_webhook: () => "/settings?tab=alerts",
  alert_recipient: () => "/settings?tab=alerts",
  api_key: () => "/settings?tab=api-keys",
};

/** Where the thing can be seen, or null. */
export function targetHref(target: { target_kind: string; target_id: string | null }): string | null {
  return target.target_id === null ? null : (pages[target.target_kind]?.(target.target_id) ?? null);
}
