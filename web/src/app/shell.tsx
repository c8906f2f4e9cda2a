import { Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { PageDrop } from "../features/imports/page-drop";
import { ErasureBanner } from "../features/privacy/erasure-banner";
import { LeavingBanner } from "../features/workspaces/leaving-banner";
import { useHotkeys } from "../lib/hotkeys";
import { useSlug } from "../lib/view";
import { PAGES, SIDE_PAGES } from "./navigation";
import { CommandPalette } from "./palette/command-palette";
import { ProofGate } from "./proof-gate";
import { Rail } from "./rail";
import { ShortcutList } from "./shortcut-list";
import { TopBar } from "./top-bar";

export function Shell() {
  const workspace = useSlug();
  const navigate = useNavigate();
  const [palette, setPalette] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const visits = [...PAGES, ...SIDE_PAGES].map((page) => [
    page.keys,
    () => {
      void navigate({ to: page.to, params: { workspace } });
    },
  ]);
  useHotkeys({
    ...(Object.fromEntries(visits) as Record<string, () => void>),
    "mod+k": () => {
      setPalette((open) => !open);
    },
    "?": () => {
      setShortcuts(true);
    },
  });
  return (
    <div className="flex min-h-dvh flex-col sm:flex-row">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-surface px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        To the content
      </a>
      <Rail />
      <div className="flex min-w-0 flex-1 flex-col pb-[calc(56px+env(safe-area-inset-bottom))] sm:pb-0">
        <TopBar
          onPalette={() => {
            setPalette(true);
          }}
        />
        <ErasureBanner />
        <LeavingBanner />
        <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
          <Outlet />
        </main>
      </div>
      <CommandPalette open={palette} onOpenChange={setPalette} />
      <PageDrop />
      <ProofGate />
      <ShortcutList open={shortcuts} onOpenChange={setShortcuts} />
    </div>
  );
}
