import { ADDRESSES, COMPANY } from "./address-groups.ts";
import { BUDGET, HEALTH, LIMITS, SEND_WINDOW } from "./sending-groups.ts";
import { CADENCE, ENGAGEMENT_GATE, RECONTACT } from "./sequence-groups.ts";
import type { SettingGroup } from "./setting-group.ts";

type SettingTab = { id: string; label: string; groups: readonly SettingGroup[] };

/** The tabs of the settings page that hold forms, in order. */
export const SETTING_TABS: readonly SettingTab[] = [
  { id: "sequence", label: "Sequence", groups: [ENGAGEMENT_GATE, CADENCE] },
  { id: "recontact", label: "Re-contact", groups: [RECONTACT] },
  { id: "sending", label: "Sending", groups: [SEND_WINDOW, LIMITS, HEALTH, BUDGET] },
  { id: "addresses", label: "Addresses", groups: [ADDRESSES] },
  { id: "company", label: "Company", groups: [COMPANY] },
];
