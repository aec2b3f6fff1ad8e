import { z } from "zod";

/** 200 of POST /api/webhooks/sendgrid/{connection_id}: everything is committed. */
export const eventsReceived = z.object({
  /** events in the post */
  received: z.int(),
  /** new ones, stored and in effect */
  stored: z.int(),
  /** stored without a known message; tried again later */
  parked: z.int(),
  /** set aside because they could not be understood */
  quarantined: z.int(),
});

export type EventsReceived = z.infer<typeof eventsReceived>;
