import { DashboardPage } from "../../features/analytics/dashboard/dashboard-page";
import { FirstUse } from "../../features/imports/first-use";
import { RecentTrades } from "../../features/ledger/trades/recent-trades";

export function Dashboard() {
  return <DashboardPage firstUse={<FirstUse />} recentTrades={<RecentTrades />} />;
}
