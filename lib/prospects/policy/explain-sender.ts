import { z } from "zod";
import { describeReason } from "#lib/shared/reasons.ts";

const storedPassedOver = z.array(
  z.object({
    reason: z.string(),
    count: z.int(),
    from_emails: z.array(z.string()),
    /** missing in older records */
    scores: z.array(z.number()).optional(),
  }),
);

const storedChoice = z.object({
  kind: z.literal("selected"),
  mailbox: z.object({ id: z.uuid(), from_email: z.string(), domain: z.string(), score: z.number().optional() }),
  passed_over: storedPassedOver,
  scheduled_at: z.string(),
  delay: z.object({ hours: z.number(), label: z.string() }).nullable().optional(),
});

export type PassedOverNote = {
  reason: string;
  label: string;
  clears: string;
  count: number;
  mailboxes: { from_email: string; score: number | null }[];
};

export type MessagePlace = {
  step: number;
  /** it answers the message before */
  continuesThread: boolean;
  /** who sent the step before in this cycle */
  previousFromEmail: string | null;
};

export type SenderExplanation = {
  mailbox: { id: string; fromEmail: string; domain: string; score: number | null };
  why: string;
  passedOver: PassedOverNote[];
  scheduledAt: string;
  delay: { hours: number; label: string } | null;
};

/** Why this mailbox sent a message, from the decision stored with it; null when none is stored or it has another shape. */
export function explainSender(decision: unknown, place: MessagePlace): SenderExplanation | null {
  const parsed = storedChoice.safeParse(decision);
  if (!parsed.success) return null;
  const { mailbox, passed_over, scheduled_at, delay } = parsed.data;
  const passedOver = passed_over.map(toNote);
  return {
    mailbox: {
      id: mailbox.id,
      fromEmail: mailbox.from_email,
      domain: mailbox.domain,
      score: mailbox.score ?? null,
    },
    why: whySentence(mailbox.from_email, passedOver, place),
    passedOver,
    scheduledAt: scheduled_at,
    delay: delay ? { hours: delay.hours, label: delay.label } : null,
  };
}

/** Mailboxes that a stored decision passed over; none when it says nothing of them. */
export function explainPassedOver(decision: unknown): PassedOverNote[] {
  const parsed = z.object({ passed_over: storedPassedOver }).safeParse(decision);
  return parsed.success ? parsed.data.passed_over.map(toNote) : [];
}

type Stored = z.infer<typeof storedPassedOver>[number];

function toNote({ reason, count, from_emails, scores }: Stored): PassedOverNote {
  const mailboxes = from_emails.map((from_email, index) => ({ from_email, score: scores?.[index] ?? null }));
  return { reason, ...describeReason(reason), count, mailboxes };
}

function whySentence(chosen: string, passedOver: readonly PassedOverNote[], place: MessagePlace): string {
  if (place.continuesThread && (place.previousFromEmail ?? chosen) === chosen)
    return "It sent the message before in this cycle, and follow-ups stay with their mailbox.";
  const own = passedOver.find(({ mailboxes }) => mailboxes.some((box) => box.from_email === place.previousFromEmail));
  if (place.step > 1 && own)
    return `${place.previousFromEmail}, which sent the step before, could not go on (${own.label.toLowerCase()}): this one took over.`;
  const count = passedOver.reduce((sum, note) => sum + note.count, 0);
  if (count === 0) return "It was next in turn, and could send.";
  return `Of those next in turn it was the first that could send: ${count === 1 ? "1 mailbox was" : `${count} mailboxes were`} passed over.`;
}
