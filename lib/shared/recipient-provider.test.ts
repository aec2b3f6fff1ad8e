import fc from "fast-check";
import { expect, it } from "vitest";
import { recipientProviderOf } from "./recipient-provider.ts";

it.each([
  ["aspmx.l.google.com", "google"],
  ["gmail-smtp-in.l.google.com", "google"],
  ["ALT1.ASPMX.L.GOOGLE.COM.", "google"],
  ["aspmx2.googlemail.com", "google"],
  ["acme-com.mail.protection.outlook.com", "microsoft"],
  ["hotmail-com.olc.protection.outlook.com", "microsoft"],
  ["acme-com.a-v1.mx.microsoft", "microsoft"],
  ["mta5.am0.yahoodns.net", "yahoo"],
  ["mx-aol.mail.gm0.yahoodns.net", "yahoo"],
  ["mx.acme.com", "other"],
  ["google.com.acme.net", "other"],
  ["notgoogle.com", "other"],
  ["mx1.mail.yahoo.co.jp", "other"],
  ["", "other"],
])("%s is %s's", (host, provider) => expect(recipientProviderOf(host)).toBe(provider));

it("goes by whole labels: a name before the suffix never changes the answer, one glued to it always does", () => {
  const label = fc.stringMatching(/^[a-z0-9]{1,10}$/);
  fc.assert(
    fc.property(label, fc.constantFrom("google.com", "outlook.com", "yahoodns.net"), (name, suffix) => {
      expect(recipientProviderOf(`${name}.${suffix}`)).toBe(recipientProviderOf(suffix));
      expect(recipientProviderOf(`${name}${suffix}`)).toBe("other");
    }),
  );
});
