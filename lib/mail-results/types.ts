/** Counts of messages (`contacted`, `replied`, `unsubscribed`: of prospects); `measurable`: messages whose opens can be measured. */
export type MailCounts = {
  sent: number;
  delivered: number;
  measurable: number;
  opened: number;
  clicked: number;
  bounced: number;
  contacted: number;
  replied: number;
  unsubscribed: number;
};
