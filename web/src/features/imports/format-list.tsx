import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import { formatsQuery } from "../../api/queries/imports";
import { zoneCity } from "../../lib/dates";
import { plural } from "../../lib/format";
import { CONTROL } from "../../ui/field";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { type BrokerFormats, byBroker, matching } from "./format-guides";

/** What can be read, and where a newcomer finds it. `brief`: only what is looked for. */
export function FormatList({ brief }: { brief: boolean }) {
  const formats = useQuery(formatsQuery);
  const [typed, setTyped] = useState("");
  const brokers = byBroker(formats.data?.items ?? []);
  const shown = brief && typed.trim() === "" ? [] : matching(brokers, typed);
  return (
    <Panel
      title="What can be read"
      note={formats.data ? `${plural(brokers.length, "broker")}, and where each keeps the export` : ""}
      actions={
        <input
          type="search"
          aria-label="Find your broker"
          placeholder="Find your broker"
          value={typed}
          className={`${CONTROL} max-w-52`}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      }
      bodyClassName={shown.length === 0 && !formats.isPending && !formats.isError && typed === "" ? "" : "px-4 pb-4"}
    >
      {formats.isPending && !brief && (
        <Loading label="Loading the formats" className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} className="h-16" />
          ))}
        </Loading>
      )}
      {formats.isError && <ProblemBox problem={asProblem(formats.error)} onRetry={() => void formats.refetch()} />}
      <div className="gap-x-8 sm:columns-2 xl:columns-3">
        {shown.map((one) => (
          <Broker key={one.broker} one={one} />
        ))}
      </div>
      <p role="status" className="text-sm text-faint">
        {typed.trim() !== "" && formats.isSuccess && shown.length === 0 &&
          "None by that name: any CSV or spreadsheet is read, once you say which column is which."}
      </p>
    </Panel>
  );
}

function Broker({ one: { broker, formats } }: { one: BrokerFormats }) {
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="text-sm font-medium">{broker}</h3>
      <dl className="mt-1 flex flex-col gap-1.5 text-xs">
        {formats.map((format) => (
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
  );
}
