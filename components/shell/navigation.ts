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

/** `href`: the page that shows just those. */
type NavCount = { count: number; label: string; isGrave: boolean; href: string };

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
      href: "/alerts",
    }),
  },
  {
    href: "/queue",
    label: "Today's queue",
    icon: SendHorizontal,
    key: "q",
    countOf: ({ unknown_sends }) => ({
      count: unknown_sends,
      label: "with unknown outcome",
      isGrave: false,
      href: "/queue?status=unknown",
    }),
  },
  { href: "/domains", label: "Domains", icon: Globe, key: "d", countOf: (now) => troubleCount(now, "domains") },
  {
    href: "/mailboxes",
    label: "Mailboxes",
    icon: Mail,
    key: "m",
    countOf: (now) => troubleCount(now, "mailboxes"),
  },
  { href: "/recontact", label: "Re-contact", icon: RefreshCcw, key: "r" },
  { href: "/prospects", label: "Prospects", icon: Users, key: "p" },
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
    countOf: ({ quarantined, stopped_connections }) => ({
      count: quarantined.count + stopped_connections,
      label: "unreadable provider events or stopped connections",
      isGrave: stopped_connections > 0,
      href: stopped_connections > 0 ? "/settings?tab=connections" : "/settings?tab=connections#unreadable-events",
    }),
  },
];

function troubleCount({ in_trouble }: Attention, kind: "domains" | "mailboxes"): NavCount {
  return { count: in_trouble?.[kind] ?? 0, label: "in trouble", isGrave: false, href: `/${kind}?show=trouble` };
}
