import {
  Ban,
  Bell,
  FileText,
  Gauge,
  Globe,
  ListChecks,
  type LucideIcon,
  Mail,
  Megaphone,
  RefreshCcw,
  ScrollText,
  SendHorizontal,
  Settings as SettingsIcon,
  Users,
} from "lucide-react";
import type { Attention } from "#lib/command-center/contract-attention.ts";

type NavCount = { count: number; label: string; isGrave: boolean };

export type NavigationItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** pressed after "g" */
  key: string;
  /** what needs attention there */
  countOf?: (attention: Attention) => NavCount;
};

/** The console's pages in the order of a working day. */
export const NAVIGATION: readonly NavigationItem[] = [
  { href: "/overview", label: "Overview", icon: Gauge, key: "o" },
  {
    href: "/alerts",
    label: "Alerts",
    icon: Bell,
    key: "a",
    countOf: ({ alerts }) => ({
      count: alerts.open,
      label: alerts.critical > 0 ? "open, some of them critical" : "open",
      isGrave: alerts.critical > 0,
    }),
  },
  { href: "/queue", label: "Today's queue", icon: SendHorizontal, key: "q" },
  { href: "/domains", label: "Domains", icon: Globe, key: "d", countOf: ({ paused }) => pausedCount(paused.domains) },
  {
    href: "/mailboxes",
    label: "Mailboxes",
    icon: Mail,
    key: "m",
    countOf: ({ paused }) => pausedCount(paused.mailboxes),
  },
  { href: "/recontact", label: "Re-contact", icon: RefreshCcw, key: "r" },
  {
    href: "/prospects",
    label: "Prospects",
    icon: Users,
    key: "p",
    countOf: ({ unknown_sends }) => ({
      count: unknown_sends,
      label: "held until somebody settles them",
      isGrave: false,
    }),
  },
  { href: "/campaigns", label: "Campaigns", icon: Megaphone, key: "c" },
  { href: "/templates", label: "Templates", icon: FileText, key: "t" },
  { href: "/suppressions", label: "Suppressions", icon: Ban, key: "u" },
  { href: "/jobs", label: "Jobs", icon: ListChecks, key: "j" },
  { href: "/audit", label: "Audit log", icon: ScrollText, key: "l" },
  {
    href: "/settings",
    label: "Settings",
    icon: SettingsIcon,
    key: "s",
    countOf: ({ quarantined, paused }) => ({
      count: quarantined.count + paused.connections,
      label: "provider events set aside or connections stopped",
      isGrave: paused.connections > 0,
    }),
  },
];

function pausedCount(count: number): NavCount {
  return { count, label: "paused", isGrave: false };
}
