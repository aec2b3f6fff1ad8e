import { AUTH_WORDS } from "#components/place/auth-words.ts";
import type { Tone } from "#components/ui/tone.ts";
import type { MailboxCheck } from "#lib/mailboxes/contract-mailbox.ts";

export type CheckLine = { tone: Tone; text: string };

/** What a check has found, a line for each part of it. */
export function checkLines({ connection, domain, takes_mail }: MailboxCheck): CheckLine[] {
  return [
    connection.ok
      ? { tone: "ok", text: "The connection works: the server accepted the sign-in." }
      : { tone: "bad", text: `The connection does not work: ${connection.detail ?? "no reason given"}` },
    domainLine(domain),
    {
      yes: { tone: "ok", text: `${domain.name} takes mail: replies and bounces arrive.` } as const,
      no: { tone: "bad", text: `${domain.name} takes no mail: replies and bounces are lost.` } as const,
      unknown: { tone: "neutral", text: `DNS could not say whether ${domain.name} takes mail.` } as const,
    }[takes_mail],
  ];
}

function domainLine({ name, auth_status }: MailboxCheck["domain"]): CheckLine {
  if (auth_status === null) return { tone: "bad", text: `${name} is none of your sending domains: add it first.` };
  const { tone, label, meaning } = AUTH_WORDS[auth_status];
  return { tone, text: `${name}: ${label}. ${meaning}` };
}
