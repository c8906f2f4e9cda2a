import { AuditPanel } from "../../features/audit/audit-panel";
import { SettingsFrame } from "../../features/settings/settings-frame";
import { useTitle } from "../../ui/use-title";

export function Audit() {
  useTitle("Audit log");
  return (
    <SettingsFrame>
      <AuditPanel />
    </SettingsFrame>
  );
}
