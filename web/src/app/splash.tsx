import { Logo } from "../ui/icon";

/** While it is not known yet who is there: a moment at most. */
export function Splash() {
  return (
    <div role="status" aria-label="TradeSense is starting" className="flex min-h-dvh items-center justify-center">
      <span className="animate-pulse">
        <Logo size={40} />
      </span>
    </div>
  );
}
