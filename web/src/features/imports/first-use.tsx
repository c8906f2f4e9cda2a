import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatsQuery } from "../../api/queries/imports";
import { useSlug } from "../../lib/view";
import { buttonClass } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { PickFiles } from "./drop-zone";
import { useTakeFiles } from "./use-files";

/** Where there is nothing yet: the one thing to do, and what will come of it. */
export function FirstUse() {
  const workspace = useSlug();
  const take = useTakeFiles();
  const formats = useQuery(formatsQuery).data?.items ?? [];
  const brokers = [...new Set(formats.map((format) => format.broker))].filter((broker) => broker !== "");
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col items-center px-5 py-12 text-center sm:py-20">
      <span className="flex size-12 items-center justify-center rounded-full bg-accent-wash text-accent">
        <Icon name="file" size={22} />
      </span>
      <h1 className="mt-5 text-2xl font-semibold tracking-tight">Drop your broker’s file</h1>
      <p className="mt-2 max-w-md text-soft">
        Export your executions as the broker gives them. TradeSense reads the layout, shows what it found line by line,
        and stores nothing before you say so.
      </p>
      <div className="mt-6 flex flex-wrap justify-center gap-2">
        <PickFiles onFiles={take} size="lg">
          Choose a file
        </PickFiles>
        <Link
          to="/w/$workspace/accounts"
          params={{ workspace }}
          className={buttonClass("outline", "lg")}
        >
          Enter trades by hand
        </Link>
      </div>
      {brokers.length > 0 && (
        <p className="mt-8 text-sm text-faint">
          Reads {brokers.join(", ")}, and any table of fills or trades whose columns you name.{" "}
          <Link to="/w/$workspace/imports" params={{ workspace }} className="text-accent underline">
            Where to find the export
          </Link>
        </p>
      )}
    </div>
  );
}
