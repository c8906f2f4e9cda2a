/** What cash events are called, in the order in which a list of them reads. */
export const CASH_KINDS = {
  deposit: { label: "Deposit", many: "Deposits" },
  withdrawal: { label: "Withdrawal", many: "Withdrawals" },
  transfer: { label: "Transfer", many: "Transfers" },
  dividend: { label: "Dividend", many: "Dividends" },
  interest: { label: "Interest", many: "Interest" },
  funding: { label: "Funding", many: "Funding" },
  fee: { label: "Fee", many: "Fees" },
  tax: { label: "Tax", many: "Taxes" },
} as const;

export type CashKind = keyof typeof CASH_KINDS;
