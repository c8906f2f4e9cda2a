import { useQuery } from "@tanstack/react-query";
import { asProblem } from "../../api/problem";
import { formatsQuery } from "../../api/queries/imports";
import { zoneCity } from "../../lib/dates";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { byBroker } from "./format-guides";

/** What can be read, and where a newcomer finds it. */
export function FormatList() {
  const formats = useQuery(formatsQuery);
  return (
    <Panel title="What can be read" note="and where your broker keeps it">
      {formats.isPending && (
        <Loading label="Loading the formats" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} className="h-16" />
          ))}
        </Loading>
      )}
      {formats.isError && <ProblemBox problem={asProblem(formats.error)} onRetry={() => void formats.refetch()} />}
      <div className="gap-x-8 sm:columns-2 xl:columns-3">
        {byBroker(formats.data?.items ?? []).map(({ broker, formats: known }) => (
          <section key={broker} className="mb-5 break-inside-avoid">
            <h3 className="text-sm font-medium">{broker}</h3>
            <dl className="mt-1 flex flex-col gap-1.5 text-xs">
              {known.map((format) => (
                <div key={format.key}>
                  <dt className="text-soft">
                    {format.title}
                    {format.zone && <span className="text-faint"> · times of {zoneCity(format.zone)}</span>}
                  </dt>
                  <dd className="text-faint">{format.guide}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Panel>
  );
}
