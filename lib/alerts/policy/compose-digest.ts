import { type AlertMailText, escapeHtml } from "./compose-mail.ts";

/** Lines of a part of the digest; `href` is a path of the console. */
type Section = { title: string; lines: { text: string; href: string | null }[] };

/** What the digest says, as it was when it was written: tried again it says the same. */
export type DigestPayload = { type: "digest.daily"; data: { title: string; sections: Section[] } };

export type DigestFacts = {
  /** the day it tells of, as people read it */
  day: string;
  sent: number;
  delivered: number;
  opened: number;
  replied: number;
  bounced: number;
  complained: number;
  alerts: { severity: string; title: string; todo: string; href: string }[];
  trouble: { name: string; reason: string; href: string }[];
  held: { reason: string; label: string; count: number }[];
  recontact: { eligible: number; returned: number };
};

const plain = new Intl.NumberFormat("en-US");
const number = (value: number) => plain.format(value);
const share = (part: number, of: number) => (of === 0 ? "" : ` (${((part / of) * 100).toFixed(1)} %)`);

/** The digest of a day: what was sent and what became of it, what needs a person, what is in trouble and what is held. */
export function digestPayload(facts: DigestFacts): DigestPayload {
  const { sent, bounced, complained, alerts } = facts;
  const line = (text: string, href: string | null = null) => ({ text, href });
  const open = alerts.length === 1 ? "1 alert open" : `${alerts.length} alerts open`;
  const sections: Section[] = [
    {
      title: `Sent on ${facts.day}`,
      lines: [
        line(`${number(sent)} sent, ${number(facts.delivered)} delivered, ${number(facts.opened)} opened`),
        line(`${number(facts.replied)} replied`),
        line(`${number(bounced)} bounced${share(bounced, sent)}, ${number(complained)} complaints`),
      ],
    },
    {
      title: "What needs you",
      lines:
        alerts.length === 0
          ? [line("Nothing")]
          : alerts.map(({ severity, title, todo, href }) => line(`[${severity}] ${title}. ${todo}`, href)),
    },
    { title: "In trouble", lines: facts.trouble.map(({ name, reason, href }) => line(`${name}: ${reason}`, href)) },
    {
      title: "Held",
      lines: facts.held.map(({ reason, label, count }) =>
        line(`${number(count)} ${label}`, `/prospects?hold_reason=${encodeURIComponent(reason)}`),
      ),
    },
    {
      title: "Re-contact",
      lines: [
        line(
          `${number(facts.recontact.returned)} returned in 30 days, ${number(facts.recontact.eligible)} eligible now`,
          "/recontact",
        ),
      ],
    },
  ];
  return {
    type: "digest.daily",
    data: {
      title: `${facts.day}: ${number(sent)} sent, ${number(bounced)} bounced, ${open}`,
      sections: sections.filter(({ lines }) => lines.length > 0),
    },
  };
}

/** The mail of a digest; `appUrl` has no slash at its end. */
export function composeDigest({ data }: DigestPayload, appUrl: string): AlertMailText {
  const text = data.sections.map(({ title, lines }) => {
    const own = lines.map((line) => `- ${line.text}${line.href === null ? "" : `\n  ${appUrl}${line.href}`}`);
    return `${title}\n${own.join("\n")}`;
  });
  const html = data.sections.map(({ title, lines }) => {
    const own = lines.map(({ text: words, href }) => {
      const shown = escapeHtml(words);
      return `<li>${href === null ? shown : `<a href="${escapeHtml(appUrl + href)}">${shown}</a>`}</li>`;
    });
    return `<h3>${escapeHtml(title)}</h3><ul>${own.join("")}</ul>`;
  });
  return {
    subject: `Daily digest, ${data.title}`,
    text: `${text.join("\n\n")}\n\nOverview: ${appUrl}/overview\nWho gets this: ${appUrl}/settings?tab=alerts\n`,
    html: `${html.join("")}<p><a href="${escapeHtml(appUrl)}/overview">Overview</a> · <a href="${escapeHtml(appUrl)}/settings?tab=alerts">Who gets this</a></p>`,
  };
}
