import { KeysPanel } from "../../features/api-keys/keys-panel";
import { SettingsFrame } from "../../features/settings/settings-frame";
import { useTitle } from "../../ui/use-title";

export function ApiKeys() {
  useTitle("API keys");
  return (
    <SettingsFrame>
      <KeysPanel />
    </SettingsFrame>
  );
}
