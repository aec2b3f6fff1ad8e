import { parseAddress } from "./email-key.ts";

const words = (list: string) => new Set(list.trim().split(/\s+/));

const roleNames =
  words(`info contact contactus office hello hi help helpdesk support sales service services team mail email
  enquiries enquiry inquiries inquiry admin administrator billing accounts accounting accountspayable ap ar payroll invoices
  estimates estimating quotes bids dispatch scheduling schedule appointments booking bookings customerservice customercare care
  reception frontdesk frontoffice jobs careers hr hiring recruiting marketing media press pr news operations ops projects
  warranty parts shop store general main company business hvac plumbing roofing electric electrical solar`);

const neverMailNames =
  words(`noreply donotreply dontreply neverreply noresponse bounce bounces mailerdaemon abuse postmaster
  hostmaster webmaster privacy legal gdpr ccpa dpo compliance dmca copyright security cert spam unsubscribe optout dmarc
  notifications notification alerts automated autoreply undisclosed nobody devnull`);

const placeholderNames =
  words(`janedoe jdoe johndoe firstlast lastfirst firstnamelastname example test yourname youremail
  someone username`);

/** Names that no mailbox answers to: RFC 2606 and RFC 6761 keep them for documentation and tests; `.test` is our simulator's. */
const placeholderDomain = /(^|\.)(example\.(com|net|org)|example|invalid|localhost)$/;

/** Local part without plus tag, dots, hyphens and underscores: `no-reply+x` and `no.reply` are one name. */
function plainName(address: string): string {
  const local = parseAddress(address)?.local ?? "";
  return (local.split("+")[0] ?? "").replace(/[._-]/g, "");
}

/** A function instead of a person (info@, office@): written to last, or not at all (`role_address_policy`, SPEC §7). */
export function isRoleAddress(address: string): boolean {
  return roleNames.has(plainName(address));
}

/** Addresses that must never get cold mail (noreply, abuse, postmaster, privacy, legal, …; SPEC §7). */
export function isNeverMailAddress(address: string): boolean {
  const name = plainName(address);
  return neverMailNames.has(name) || /^(noreply|donotreply|bounces?)[0-9]*$/.test(name);
}

/** Made-up addresses from forms and templates (janedoe, yourname, anything at example.com; SPEC §7). */
export function isPlaceholderAddress(address: string): boolean {
  return placeholderNames.has(plainName(address)) || placeholderDomain.test(parseAddress(address)?.domain ?? "");
}
