import type { ReactNode } from "react";
import { SettingsFrame } from "./settings-frame";

export interface SettingsPart {
  id: string;
  title: string;
  hint: string;
  content: ReactNode;
}

/** What one person sets for themselves and the workspace: each part with what it is for at its left. */
export function SettingsLayout({ parts }: { parts: readonly SettingsPart[] }) {
  return (
    <SettingsFrame>
      <div className="max-w-2xl divide-y divide-line">
        {parts.map((part) => (
          <section
            key={part.id}
            id={part.id}
            aria-labelledby={`${part.id}-title`}
            className="grid scroll-mt-16 gap-x-10 gap-y-4 py-6 first:pt-2 md:grid-cols-[240px_1fr]"
          >
            <div>
              <h2 id={`${part.id}-title`} className="font-semibold">
                {part.title}
              </h2>
              <p className="mt-1 text-sm text-faint">{part.hint}</p>
            </div>
            <div className="min-w-0">{part.content}</div>
          </section>
        ))}
      </div>
    </SettingsFrame>
  );
}
