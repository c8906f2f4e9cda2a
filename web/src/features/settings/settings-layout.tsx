import type { ReactNode } from "react";
import { Page } from "../../ui/panel";

export interface SettingsPart {
  id: string;
  title: string;
  hint: string;
  content: ReactNode;
}

/** All settings on one page: each part with what it is for at its left. */
export function SettingsLayout({ parts }: { parts: readonly SettingsPart[] }) {
  return (
    <Page title="Settings">
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
    </Page>
  );
}
