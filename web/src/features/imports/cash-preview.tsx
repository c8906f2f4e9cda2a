import type { ImportOut, PreviewOut } from "../../api/generated";
import { CASH_KINDS } from "../../lib/cash-kinds";
import { count } from "../../lib/format";
import { MoneyText } from "../../ui/money-text";
import { Panel } from "../../ui/panel";
import { Cell, HeadCell, Row, Table } from "../../ui/table";

/** The file's cash events, summed by kind and currency: apart from trading results. */
export function CashPreview({ one, preview }: { one: ImportOut; preview: PreviewOut }) {
  const sums = preview.cash ?? [];
  if (sums.length === 0) return null;
  return (
    <Panel
      title={one.state === "committed" ? "Cash events it added" : "Cash events it would add"}
      note="no part of trading results"
      bodyClassName="pb-1"
    >
      <Table aria-label="Cash events by kind and currency">
        <thead>
          <tr>
            <HeadCell className="pl-4">Kind</HeadCell>
            <HeadCell className="text-right">Events</HeadCell>
            <HeadCell className="pr-4 text-right">Sum</HeadCell>
          </tr>
        </thead>
        <tbody>
          {sums.map((sum) => (
            <Row key={`${sum.kind} ${sum.currency}`}>
              <Cell className="pl-4">{CASH_KINDS[sum.kind].many}</Cell>
              <Cell className="text-right">{count(sum.count)}</Cell>
              <Cell className="pr-4 text-right">
                <MoneyText value={sum.amount} currency={sum.currency} withCurrency />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}
