import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { BrokerConnectionOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { brokersQuery, connectionsQuery } from "../../api/queries/connections";
import { useSlug } from "../../lib/view";
import { Button, buttonClass } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Page } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { useTitle } from "../../ui/use-title";
import { ConnectionCard } from "./connection-card";
import { ConnectionDialog } from "./connection-dialog";

/** Brokers' own services that fills are fetched from. */
export function ConnectionsPage() {
  useTitle("Broker connections");
  const workspace = useSlug();
  const brokers = useQuery(brokersQuery);
  const found = useQuery(connectionsQuery);
  const [edited, setEdited] = useState<BrokerConnectionOut | "new" | null>(null);
  const isOn = brokers.data?.is_on ?? false;
  const failed = found.error ?? brokers.error;
  const add = (
    <Button
      kind="solid"
      icon="plus"
      disabled={!isOn}
      onClick={() => {
        setEdited("new");
      }}
    >
      Connect a broker
    </Button>
  );
  return (
    <Page
      title="Broker connections"
      actions={
        <>
          <Link to="/w/$workspace/imports" params={{ workspace }} className={buttonClass()}>
            All imports
          </Link>
          {found.data && found.data.items.length > 0 && add}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {brokers.data && !isOn && (
          <p role="status" className="rounded-md bg-warn-wash px-3 py-2 text-sm">
            This server asks no brokers: whoever runs it has switched that off. Files can be imported all the same.
          </p>
        )}
        {(found.isPending || brokers.isPending) && !failed && (
          <Loading label="Loading the connections" className="flex flex-col gap-4">
            <Skeleton className="h-32 w-full" />
            <Skeleton className="h-32 w-full" />
          </Loading>
        )}
        {failed && (
          <ProblemBox
            problem={asProblem(failed)}
            onRetry={() => {
              void found.refetch();
              void brokers.refetch();
            }}
          />
        )}
        {found.data?.items.length === 0 && brokers.data && (
          <EmptyState icon="imports" title="No broker is connected" action={add}>
            A connection fetches your fills by itself, every hour or day. What it fetches becomes an import like any
            file: it can be reviewed and undone, and a fill you imported before counts once.
          </EmptyState>
        )}
        {found.data?.items.map((one) => (
          <ConnectionCard
            key={one.id}
            connection={one}
            isOn={isOn}
            onChange={() => {
              setEdited(one);
            }}
          />
        ))}
      </div>
      {edited && brokers.data && (
        <ConnectionDialog
          brokers={brokers.data.items}
          connection={edited === "new" ? null : edited}
          onClose={() => {
            setEdited(null);
          }}
        />
      )}
    </Page>
  );
}
