import { z } from "zod";
import { isLoopbackHost } from "#lib/shared/loopback.ts";

/** Addresses that cloud machines answer with their own credentials: never a mail server. */
const linkLocalHost = /^\[?(169\.254\.|fe80:)/i;

/** Settings of a connection of kind `smtp`; the password is its secret `password`. */
export const smtpSettings = z.object({
  host: z
    .string()
    .trim()
    .min(1, "must name the mail server")
    .max(253)
    .regex(/^[A-Za-z0-9.:[\]-]+$/, "must be a host name or address")
    .refine((host) => !linkLocalHost.test(host), "must not be a link-local address"),
  port: z.int("must be a port from 1 to 65535").min(1).max(65_535).default(587),
  /** `tls` from the first byte (465), `starttls` required (587), `none` only for a server that never leaves the machine */
  security: z.enum(["tls", "starttls", "none"]).default("starttls"),
  username: z.string().max(320).nullish(),
  /** connections kept open to the server */
  max_connections: z.int().min(1).max(20).default(5),
});

/** Settings of a connection of kind `simulator`. */
export const simulatorSettings = z.object({
  /** of another simulator process than the one of the environment; loopback only */
  url: z
    .url({ protocol: /^http$/ })
    .refine((url) => isLoopbackHost(new URL(url).hostname), "must be on this machine")
    .optional(),
});

export type SmtpSettings = z.infer<typeof smtpSettings>;
