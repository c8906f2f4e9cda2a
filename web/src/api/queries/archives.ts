import { queryOptions } from "@tanstack/react-query";
import { archivesList } from "../generated";

export const archiveKeys = { list: ["archives"] as const };

const POLL_MS = 1_000;

/** Asked for again while one is under way. */
export const archivesQuery = queryOptions({
  queryKey: archiveKeys.list,
  queryFn: ({ signal }) => archivesList({ signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((one) => one.state === "waiting" || one.state === "running") ? POLL_MS : false,
});
