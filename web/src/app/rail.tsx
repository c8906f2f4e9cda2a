import { Link } from "@tanstack/react-router";
import { useSlug } from "../lib/view";
import { Icon, Logo } from "../ui/icon";
import { PAGES } from "./navigation";

const ITEM =
  "flex flex-col items-center justify-center gap-0.5 rounded-md text-2xs text-soft transition-colors hover:bg-hover " +
  "hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:font-medium aria-[current=page]:text-accent";

/** On the left where there is room, along the bottom on a phone. */
export function Rail() {
  const workspace = useSlug();
  const item = (page: (typeof PAGES)[number], className: string) => (
    <Link
      key={page.to}
      to={page.to}
      params={{ workspace }}
      activeOptions={{ exact: page.label === "Dashboard", includeSearch: false }}
      title={`${page.label} (${page.keys})`}
      className={`${ITEM} ${className}`}
    >
      <Icon name={page.icon} size={18} />
      <span>{page.label}</span>
    </Link>
  );
  return (
    <nav
      aria-label="Pages"
      className={
        "fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] " +
        "sm:sticky sm:top-0 sm:h-dvh sm:w-18 sm:shrink-0 sm:border-t-0 sm:border-r sm:pb-0"
      }
    >
      <div className="grid grid-cols-6 sm:flex sm:h-full sm:flex-col sm:items-center sm:gap-1 sm:py-3">
        <div className="mb-3 hidden sm:block">
          <Logo />
        </div>
        {PAGES.filter((page) => !page.low).map((page) => item(page, "h-14 sm:h-13 sm:w-16"))}
        <div className="hidden flex-1 sm:block" />
        {PAGES.filter((page) => page.low).map((page) => item(page, "h-14 sm:h-13 sm:w-16"))}
      </div>
    </nav>
  );
}
