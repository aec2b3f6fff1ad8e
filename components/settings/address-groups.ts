import type { SettingGroup } from "./setting-group.ts";

/** Which addresses (SPEC §7). */
export const ADDRESSES: SettingGroup = {
  id: "policies",
  title: "Addresses and consent",
  description: "Which addresses get email.",
  fields: [
    {
      name: "role_address_policy",
      label: "Role addresses such as info@ and sales@",
      kind: "choice",
      options: [
        { value: "last", label: "After personal addresses" },
        { value: "skip", label: "Never" },
        { value: "send", label: "Same as other addresses" },
      ],
    },
    {
      name: "unknown_address_policy",
      label: "Addresses that could not be checked",
      kind: "choice",
      options: [
        { value: "send", label: "Send" },
        { value: "hold", label: "Hold until they can be checked" },
      ],
    },
    { name: "consent_required", label: "Only prospects with a recorded consent basis", kind: "switch" },
  ],
};

/** What every email carries (SPEC §7). */
export const COMPANY: SettingGroup = {
  id: "identity",
  title: "Company",
  description: "Shown in every email. Nothing is sent without a postal address.",
  fields: [
    {
      name: "company_address",
      label: "Postal address",
      kind: "text",
      nullable: true,
      multiline: true,
      hint: "At most 500 characters.",
    },
    { name: "booking_url", label: "Booking link", kind: "text", nullable: true, placeholder: "https://" },
  ],
};
