import type { AccountOut, ExecutionOut } from "../../../api/generated";
import { clock, inUtc, mediumDay, shortInstant, zoneCity } from "../../../lib/dates";
import { decimals } from "../../../lib/decimal";
import { alignedOnMark, quantity } from "../../../lib/format";
import { Badge } from "../../../ui/badge";
import { Button } from "../../../ui/button";
import { classes } from "../../../ui/classes";
import { MoneyText } from "../../../ui/money-text";
import { ScrollRegion } from "../../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../../ui/table";
import { Lineage } from "../trade/fills-table";
import { fillName, kindNote, standingOf } from "./execution-view";

export interface FillActs {
  onVoid: (fill: ExecutionOut) => void;
  onRestore: (fill: ExecutionOut) => void;
  onName: (fill: ExecutionOut) => void;
}

interface Props {
  fills: readonly ExecutionOut[];
  account: AccountOut;
  acts: FillActs;
}

/** An account's fills, newest first, each with where it was read and why it does not count, if it does not. */
export function ExecutionTable({ fills, account, acts }: Props) {
  const places = {
    quantity: mostDecimals(fills.map((fill) => fill.quantity)),
    price: mostDecimals(fills.map((fill) => fill.price)),
  };
  return (
    <ScrollRegion label="Fills of the account">
      <Table aria-label="Fills, newest first">
        <thead>
          <tr>
            <HeadCell className="pl-4 max-sm:hidden">Time in {zoneCity(account.timezone)}</HeadCell>
            <HeadCell className="max-sm:pl-4">Symbol</HeadCell>
            <HeadCell className="max-sm:hidden">Side</HeadCell>
            <HeadCell className="text-right">Quantity</HeadCell>
            <HeadCell className="text-right">Price</HeadCell>
            <HeadCell className="text-right max-sm:hidden">Fees</HeadCell>
            <HeadCell className="pl-4 max-sm:hidden">From</HeadCell>
            <HeadCell className="w-24 pr-4 max-sm:w-16">
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {fills.map((fill) => (
            <Fill key={fill.id} fill={fill} account={account} places={places} acts={acts} />
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

interface FillProps {
  fill: ExecutionOut;
  account: AccountOut;
  /** Decimals of the longest number in the column. */
  places: { quantity: number; price: number };
  acts: FillActs;
}

function Fill({ fill, account, places, acts }: FillProps) {
  const standing = standingOf(fill, account);
  const gone = !fill.counts;
  return (
    <>
      <Row className={classes(gone && "[&>td:not(:last-child)]:text-faint")}>
        <Cell
          className="pl-4 whitespace-nowrap max-sm:hidden"
          title={fill.time_known ? inUtc(fill.executed_at) : "No clock time is known"}
        >
          <span className={classes(!gone && "text-soft")}>{mediumDay(fill.day)}</span>
          {fill.time_known && <span className="ml-2">{clock(fill.executed_at, account.timezone)}</span>}
        </Cell>
        <Cell className="max-sm:pl-4">
          <span className={classes("font-medium sm:whitespace-nowrap", gone && "line-through")}>{fill.symbol}</span>
          <div className="w-36 text-xs text-faint sm:hidden">
            <p>{fill.time_known ? shortInstant(fill.executed_at, account.timezone) : mediumDay(fill.day)}</p>
            <Lineage execution={fill} />
          </div>
        </Cell>
        <Cell className="max-sm:hidden">
          <span className="capitalize">{fill.side}</span>
          {kindNote(fill) && <span className="text-faint"> {kindNote(fill)}</span>}
        </Cell>
        <Cell className="text-right whitespace-nowrap">
          <span className="text-soft capitalize sm:hidden">{fill.side} </span>
          <Aligned value={fill.quantity} places={places.quantity} />
        </Cell>
        <Cell className="text-right">
          <Aligned value={fill.price} places={places.price} />
        </Cell>
        <Cell className="text-right whitespace-nowrap max-sm:hidden">
          {fill.fees === null ? (
            <span className="text-faint">not known</span>
          ) : (
            <MoneyText value={fill.fees} currency={fill.currency} />
          )}
        </Cell>
        <Cell className="max-w-64 pl-4 max-sm:hidden">
          <Lineage execution={fill} />
        </Cell>
        <Cell className="py-0! pr-4 text-right align-middle! max-sm:px-0.5">
          <Act fill={fill} acts={acts} />
        </Cell>
      </Row>
      {standing && (
        <tr>
          <td colSpan={8} className="px-4 pb-2 text-xs text-soft">
            <Badge tone={standing.tone} className="mr-2">
              {standing.label}
            </Badge>
            {standing.why}
            {fill.unmatched !== null && fill.counts && account.method === "specific" && (
              <Button
                size="sm"
                className="ml-2"
                aria-label={`Name the lots of ${fillName(fill)}`}
                onClick={() => {
                  acts.onName(fill);
                }}
              >
                Name its lots
              </Button>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

const PLACES_MAX = 8;

function mostDecimals(values: readonly string[]): number {
  return Math.min(Math.max(0, ...values.map(decimals)), PLACES_MAX);
}

/** Under each other on the decimal mark. */
function Aligned({ value, places }: { value: string; places: number }) {
  return <span title={value}>{alignedOnMark(quantity(value), places, Math.min(decimals(value), PLACES_MAX))}</span>;
}

function Act({ fill, acts }: { fill: ExecutionOut; acts: FillActs }) {
  if (fill.voided_at !== null) {
    return (
      <Button
        size="sm"
        aria-label={`Restore ${fillName(fill)}`}
        onClick={() => {
          acts.onRestore(fill);
        }}
      >
        Restore
      </Button>
    );
  }
  if (!fill.counts) return null;
  return (
    <Button
      size="sm"
      kind="quiet"
      aria-label={`Void ${fillName(fill)}`}
      onClick={() => {
        acts.onVoid(fill);
      }}
    >
      Void
    </Button>
  );
}
