import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSlug } from "../../lib/view";
import { Page } from "../../ui/panel";

const TABS = [
  { to: "/w/$workspace/settings", label: "General" },
  { to: "/w/$workspace/settings/members", label: "Members" },
  { to: "/w/$workspace/settings/api-keys", label: "API keys" },
  { to: "/w/$workspace/settings/privacy", label: "Privacy" },
  { to: "/w/$workspace/settings/audit", label: "Audit log" },
] as const;

/** The settings' pages, one beside the other. */
export function SettingsFrame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  const workspace = useSlug();
  return (
    <Page title="Settings" actions={actions}>
      <nav aria-label="Settings" className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
        {TABS.map((tab) => (
          <Link
            key={tab.to}
            to={tab.to}
            params={{ workspace }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={
              "flex min-h-9 items-center border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-soft " +
              "hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium " +
              "aria-[current=page]:text-ink touch:min-h-11"
            }
          >
            {tab.label}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}
