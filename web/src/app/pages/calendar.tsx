import { CalendarPage } from "../../features/analytics/calendar/calendar-page";
import { FirstUse } from "../../features/imports/first-use";

export function Calendar() {
  return <CalendarPage firstUse={<FirstUse />} />;
}
