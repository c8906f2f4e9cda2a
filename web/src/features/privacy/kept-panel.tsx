import { useQuery } from "@tanstack/react-query";
import type { PrivacyOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { privacyQuery } from "../../api/queries/privacy";
import { Disclosure } from "../../ui/disclosure";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Loading, Skeleton } from "../../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { endOf, keptFor } from "./privacy-view";

/** What is kept about people, what becomes of it, and for how long what is over is kept. */
export function KeptPanel() {
  const found = useQuery(privacyQuery);
  return (
    <Panel title="What is kept about you">
      {found.isError && !found.data && (
        <ProblemBox problem={asProblem(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isPending && (
        <Loading label="Loading what is kept">
          <Skeleton className="h-8 w-full" />
        </Loading>
      )}
      {found.data && <Tables said={found.data} />}
    </Panel>
  );
}

function Tables({ said }: { said: PrivacyOut }) {
  return (
    <div className="flex flex-col gap-2">
      <Disclosure title="What, and what becomes of it when you leave">
        <Table>
          <thead>
            <tr>
              <HeadCell className="pl-0">What</HeadCell>
              <HeadCell>When you leave</HeadCell>
            </tr>
          </thead>
          <tbody>
            {said.kept.map((one) => (
              <Row key={one.table}>
                <Cell className="pl-0 first-letter:uppercase">{one.what}</Cell>
                <Cell>
                  {endOf(one)}
                  {one.why && <span className="block text-xs text-faint first-letter:uppercase">{one.why}</span>}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </Disclosure>
      <Disclosure title="For how long">
        <Table>
          <thead>
            <tr>
              <HeadCell className="pl-0">What</HeadCell>
              <HeadCell>Deleted</HeadCell>
            </tr>
          </thead>
          <tbody>
            {said.retention.map((one) => (
              <Row key={one.table}>
                <Cell className="pl-0">{one.what}</Cell>
                <Cell>{one.hours === 0 ? `At once after ${one.since}` : `${keptFor(one.hours)} after ${one.since}`}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </Disclosure>
    </div>
  );
}
