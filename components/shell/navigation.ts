import {
  Ban,
  Bell,
  Gauge,
  Globe,
  ListChecks,
  type LucideIcon,
  Mail,
  RefreshCcw,
  Settings as SettingsIcon,
  Users,
} from "lucide-react";

export type NavigationItem = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** what is counted beside the label */
  badge?: "alerts";
};

/** The console's pages in the order of a working day. */
export const NAVIGATION: readonly NavigationItem[] = [
  { href: "/overview", label: "Overview", icon: Gauge },
  { href: "/alerts", label: "Alerts", icon: Bell, badge: "alerts" },
  { href: "/domains", label: "Domains", icon: Globe },
  { href: "/mailboxes", label: "Mailboxes", icon: Mail },
  { href: "/recontact", label: "Re-contact", icon: RefreshCcw },
  { href: "/prospects", label: "Prospects", icon: Users },
  { href: "/suppressions", label: "Suppressions", icon: Ban },
  { href: "/jobs", label: "Jobs", icon: ListChecks },
  { href: "/settings", label: "Settings", icon: SettingsIcon },
];
