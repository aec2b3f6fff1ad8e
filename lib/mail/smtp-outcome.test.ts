import { expect, it } from "vitest";
import { classifySmtpFailure, type SmtpFailure } from "./smtp-outcome.ts";

const failure = (code: string, responseCode?: number, command?: string): SmtpFailure => ({
  code,
  responseCode,
  command,
  message: "said so",
});
const refused = (isPermanent: boolean, isCredentialProblem: boolean, code: string) => ({
  kind: "refused",
  isPermanent,
  isCredentialProblem,
  code,
  detail: "said so",
});

it.each([
  ["nobody listening", failure("ESOCKET"), false, refused(false, false, "ESOCKET")],
  ["no such host", failure("EDNS"), false, refused(false, false, "EDNS")],
  ["greeting never came", failure("ETIMEDOUT"), false, refused(false, false, "ETIMEDOUT")],
  ["TLS failed", failure("ETLS"), false, refused(false, false, "ETLS")],
  ["wrong password", failure("EAUTH", 535), false, refused(false, true, "535")],
  ["no password", failure("EAUTH"), false, refused(false, true, "EAUTH")],
  ["login service away for now", failure("EAUTH", 454), false, refused(false, false, "454")],
  ["login demanded at MAIL FROM", failure("EENVELOPE", 530), false, refused(false, true, "530")],
  ["recipient unknown", failure("EENVELOPE", 550, "RCPT TO"), false, refused(true, false, "550")],
  ["sender refused", failure("EENVELOPE", 553, "MAIL FROM"), false, refused(false, false, "553")],
  ["no TLS to be had", failure("ETLS", 502, "STARTTLS"), false, refused(false, false, "502")],
  ["turned away at the door", failure("EPROTOCOL", 554, "CONN"), false, refused(false, false, "554")],
  ["DATA refused", failure("EENVELOPE", 554, "DATA"), false, refused(true, false, "554")],
  ["grey-listed", failure("EENVELOPE", 451), false, refused(false, false, "451")],
  ["too busy", failure("ECONNECTION", 421), false, refused(false, false, "421")],
  ["content refused after DATA", failure("EMESSAGE", 554), true, refused(true, false, "554")],
  ["deferred after DATA", failure("EMESSAGE", 452), true, refused(false, false, "452")],
  ["silence after DATA", failure("ETIMEDOUT"), true, { kind: "unknown", detail: "said so" }],
  ["cut off after DATA", failure("ECONNECTION"), true, { kind: "unknown", detail: "said so" }],
])("%s", (_name, input, isBodyStarted, expected) => {
  expect(classifySmtpFailure(input, isBodyStarted)).toEqual(expected);
});

it("keeps details short", () => {
  const outcome = classifySmtpFailure({ message: "x".repeat(9_000) }, false);
  expect(outcome).toMatchObject({ kind: "refused", code: "error" });
  expect(outcome.kind === "refused" && outcome.detail).toHaveLength(500);
});
