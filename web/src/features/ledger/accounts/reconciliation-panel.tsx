import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AccountOut, DifferenceOut } from "../../../api/generated";
import { asProblem } from "../../../api/problem";
import { reconciliationQuery } from "../../../api/queries/ledger";
import { plural, quantity } from "../../../lib/format";
import { useSlug } from "../../../lib/view";
import { Badge } from "../../../ui/badge";
import { MoneyText } from "../../../ui/money-text";
import { Panel } from "../../../ui/panel";
import { ProblemBox } from "../../../ui/problem-box";
import { ScrollRegion } from "../../../ui/scroll-region";
import { Loading, Skeleton } from "../../../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../../../ui/table";
import { CAUSES, daysOf, headline, subjectOf } from "./reconciliation-view";

/** Whether the ledger is what the broker's statements say, and what differs. */
export function ReconciliationPanel({ account }: { account: AccountOut }) {
  const asked = useQuery(reconciliationQuery(account.id));
  const found = asked.data;
  const said = found && headline(found);
  return (
    <Panel
      title="Reconciliation"
      {...(found && found.checked > 0 && { note: `${plural(found.checked, "printed figure")} compared` })}
      bodyClassName="pb-3"
    >
      {asked.isPending && (
        <Loading label="Comparing with the statements" className="px-4">
          <Skeleton className="h-5 w-80 max-w-full" />
        </Loading>
      )}
      {asked.isError && !found && <ProblemBox problem={asProblem(asked.error)} onRetry={() => void asked.refetch()} />}
      {said && (
        <p role="status" className="px-4 text-sm">
          <Badge tone={said.tone} className="mr-2">
            {said.label}
          </Badge>
          {said.text}
        </p>
      )}
      {found && found.differences.length > 0 && <Differences differences={found.differences} />}
    </Panel>
  );
}

function Differences({ differences }: { differences: readonly DifferenceOut[] }) {
  return (
    <ScrollRegion label="Differences" className="mt-3">
      <Table aria-label="What the statements print otherwise">
        <thead>
          <tr>
            <HeadCell className="pl-4">What</HeadCell>
            <HeadCell className="text-right max-sm:hidden">Printed</HeadCell>
            <HeadCell className="text-right max-sm:hidden">Ledger</HeadCell>
            <HeadCell className="text-right max-sm:pr-4">Difference</HeadCell>
            <HeadCell className="pr-4 pl-4 max-sm:hidden">Likely cause</HeadCell>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <Difference key={`${one.import_id} ${String(one.line)} ${one.subject} ${one.symbol} ${one.last_day}`} one={one} />
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

function Difference({ one }: { one: DifferenceOut }) {
  return (
    <>
      <Row>
        <Cell className="pl-4">
          <span className="font-medium">{subjectOf(one)}</span>
          <p className="text-xs text-faint">{daysOf(one)}</p>
        </Cell>
        <Cell className="text-right max-sm:hidden">
          <Amount one={one} value={one.stated} />
        </Cell>
        <Cell className="text-right max-sm:hidden">
          <Amount one={one} value={one.ledger} />
        </Cell>
        <Cell className="text-right max-sm:pr-4">
          <Amount one={one} value={one.difference} signed />
        </Cell>
        <Cell className="min-w-52 pr-4 pl-4 max-sm:hidden">
          <Why one={one} />
        </Cell>
      </Row>
      <tr className="sm:hidden">
        <td colSpan={2} className="px-4 pb-3 text-sm">
          <Why one={one} />
        </td>
      </tr>
    </>
  );
}

function Why({ one }: { one: DifferenceOut }) {
  const workspace = useSlug();
  return (
    <>
      <span className="font-medium">{CAUSES[one.cause]}</span>
      <p className="text-xs text-soft">{one.detail}</p>
      <p className="text-xs text-faint">
        <Link
          to="/w/$workspace/imports/$importId"
          params={{ workspace, importId: one.import_id }}
          className="text-accent hover:underline"
        >
          {one.file_name}
        </Link>
        {one.line > 0 ? `:${String(one.line)}` : ", which does not list it"}
      </p>
    </>
  );
}

function Amount({ one, value, signed = false }: { one: DifferenceOut; value: string; signed?: boolean }) {
  if (one.subject === "position") {
    const sign = signed && !value.startsWith("-") ? "+" : "";
    return <span className="whitespace-nowrap">{sign + quantity(value)}</span>;
  }
  return <MoneyText value={value} currency={one.currency} result={signed} className={signed ? "text-ink!" : ""} />;
}
