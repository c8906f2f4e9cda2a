import type { SyncSchedule } from "../../api/generated";

/** What the form holds. */
export interface Said {
  name: string;
  schedule: SyncSchedule;
  since: string;
  review: boolean;
  credentials: Record<string, string>;
}
