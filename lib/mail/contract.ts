import { z } from "zod";
import { hostKind } from "#lib/shared/host-kind.ts";

/** Settings of a connection of kind `smtp`; the password is its secret `password`. */
export const smtpSettings = z.object({
  host: z
    .string()
    .trim()
    .min(1, { error: "must name the mail server", abort: true })
    .max(253)
    .regex(/^[A-Za-z0-9.:[\]-]+$/, { error: "must be a host name or address", abort: true })
    .refine((host) => hostKind(host) !== null, "must be a host name or address, without a port")
    .refine((host) => hostKind(host) !== "link_local", "must not be a link-local address")
    .meta({ examples: ["smtp.example.com"] }),
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
    .refine((url) => URL.canParse(url) && hostKind(new URL(url).hostname) === "loopback", "must be on this machine")
    .optional(),
});

export type SmtpSettings = z.infer<typeof smtpSettings>;
