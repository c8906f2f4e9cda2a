import type { ReactNode } from "react";
import { Logo } from "../../ui/icon";

/** What TradeSense promises, beside the form. */
export function AuthLayout({ title, children, footer }: { title: string; children: ReactNode; footer: ReactNode }) {
  return (
    <main className="grid min-h-dvh lg:grid-cols-[1fr_minmax(440px,0.8fr)]">
      <section className="hidden flex-col justify-between border-r border-line bg-surface p-12 lg:flex xl:p-16">
        <Brand />
        <div className="max-w-md">
          <p className="text-hero font-semibold tracking-tight text-balance">
            Where the money is really made, and lost.
          </p>
          <p className="mt-4 text-lg text-soft">
            Bring your broker’s file after the close. TradeSense rebuilds every round trip to the last digit, and shows
            what to do more of tomorrow.
          </p>
          <Curve />
        </div>
        <ul className="grid max-w-lg grid-cols-3 gap-6 text-sm text-soft">
          <li>Every figure says how large its sample is.</li>
          <li>Every fill leads back to the file and line it came from.</li>
          <li>Every import can be seen first, and undone.</li>
        </ul>
      </section>
      <section className="flex flex-col items-center justify-center px-5 py-10">
        <div className="w-full max-w-sm">
          <div className="mb-8 lg:hidden">
            <Brand />
            <p className="mt-3 text-soft">Where the money is really made, and lost.</p>
          </div>
          <h1 className="mb-6 text-2xl font-semibold tracking-tight">{title}</h1>
          {children}
          <div className="mt-6 text-sm text-soft">{footer}</div>
        </div>
      </section>
    </main>
  );
}

function Brand() {
  return (
    <div className="flex items-center gap-2.5">
      <Logo size={32} />
      <span className="text-lg font-semibold tracking-tight">TradeSense</span>
    </div>
  );
}

const LINE = "M0 92 L28 84 L52 96 L80 70 L104 78 L132 52 L156 66 L184 74 L208 44 L236 50 L264 30 L288 42 L316 22 L344 30 L372 10 L400 14";

/** An equity line over its zero, as decoration. */
function Curve() {
  return (
    <svg aria-hidden="true" viewBox="0 0 400 120" className="mt-10 w-full max-w-md" fill="none">
      <path d={`${LINE} L400 110 L0 110 Z`} className="fill-gain-wash" />
      <path d={LINE} className="stroke-gain" strokeWidth="2" strokeLinejoin="round" />
      <path d="M0 110 H400" className="stroke-edge" />
    </svg>
  );
}
