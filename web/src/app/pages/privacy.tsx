import { ConsentsPanel } from "../../features/privacy/consents-panel";
import { ErasurePanel } from "../../features/privacy/erasure-panel";
import { ExportsPanel } from "../../features/privacy/exports-panel";
import { KeptPanel } from "../../features/privacy/kept-panel";
import { SettingsFrame } from "../../features/settings/settings-frame";
import { useTitle } from "../../ui/use-title";

export function Privacy() {
  useTitle("Privacy");
  return (
    <SettingsFrame>
      <div className="flex max-w-2xl flex-col gap-5">
        <ExportsPanel />
        <ConsentsPanel />
        <KeptPanel />
        <ErasurePanel />
      </div>
    </SettingsFrame>
  );
}
