import { prefer, usePreferences } from "../../lib/preferences";
import { MoneyText } from "../../ui/money-text";
import { Segmented } from "../../ui/segmented";

const THEMES = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;
const DENSITIES = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
] as const;
const PALETTES = [
  { value: "standard", label: "Green and red" },
  { value: "safe", label: "Blue and orange" },
] as const;

/** How this reader likes things; kept in this browser. */
export function AppearanceSection() {
  const { theme, density, palette } = usePreferences();
  return (
    <div className="flex flex-col gap-4">
      <Choice name="Theme" hint="System follows your device, also when it changes at dusk.">
        <Segmented
          label="Theme"
          value={theme}
          options={THEMES}
          onChange={(value) => {
            prefer({ theme: value });
          }}
        />
      </Choice>
      <Choice name="Rows" hint="Compact shows more trades on a screen.">
        <Segmented
          label="Rows"
          value={density}
          options={DENSITIES}
          onChange={(value) => {
            prefer({ density: value });
          }}
        />
      </Choice>
      <Choice name="Gain and loss" hint="Blue and orange can be told apart with every kind of colour vision.">
        <Segmented
          label="Gain and loss"
          value={palette}
          options={PALETTES}
          onChange={(value) => {
            prefer({ palette: value });
          }}
        />
        <p className="flex gap-4 text-sm font-medium">
          <span className="sr-only">For example:</span>
          <MoneyText value="1284.50" result />
          <MoneyText value="-462.75" result />
        </p>
      </Choice>
      <p className="text-xs text-faint">
        These stay in this browser. Motion follows your system: where it asks for less, nothing moves.
      </p>
    </div>
  );
}

function Choice({ name, hint, children }: { name: string; hint: string; children: React.ReactNode }) {
  return (
    <div className="grid items-start gap-x-6 gap-y-2 sm:grid-cols-[200px_1fr]">
      <div>
        <p className="text-sm font-medium">{name}</p>
        <p className="text-xs text-faint">{hint}</p>
      </div>
      <div className="flex flex-wrap items-center gap-4">{children}</div>
    </div>
  );
}
