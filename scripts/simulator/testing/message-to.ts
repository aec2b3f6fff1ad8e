import type { OutgoingMessage } from "#lib/mail/types.ts";

/** A first message to an address; `n` is in its Message-ID. */
export const messageTo = (to: string, n = 1): OutgoingMessage => ({
  messageId: `<${n}@send.test>`,
  from: { name: "Ann", address: "ann@send.test" },
  to: { address: to },
  subject: "Hi",
  text: "Hi",
  html: '<a href="https://a.test/1">x</a><a href="https://a.test/2">y</a>',
  headers: {},
  customArgs: { outreach_email_id: "e1", re_contact_cycle: "0", sequence_step: "1" },
});
