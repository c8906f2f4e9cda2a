import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { brokerConnectionRunsList, brokerConnectionsBrokers, brokerConnectionsList } from "../generated";

export const connectionKeys = {
  brokers: ["broker-connections", "brokers"] as const,
  list: ["broker-connections", "list"] as const,
  runs: (id: string) => ["broker-connections", "runs", id] as const,
};

const RUNS_SHOWN = 10;
const POLL_MS = 2_000;

export const brokersQuery = queryOptions({
  queryKey: connectionKeys.brokers,
  queryFn: ({ signal }) => brokerConnectionsBrokers({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Asked for again while something is under way: a run that goes on, or one that is due by now. */
export const connectionsQuery = queryOptions({
  queryKey: connectionKeys.list,
  queryFn: ({ signal }) => brokerConnectionsList({ signal }),
  refetchInterval: ({ state }) => {
    const now = Date.now();
    const busy = state.data?.items.some(
      (one) => one.last_outcome === "running" || (one.next_run_at !== null && Date.parse(one.next_run_at) <= now),
    );
    return busy ? POLL_MS : false;
  },
});

/** `state`: of the connection; with another one its runs are others too. */
export const runsQuery = (id: string, state: string) =>
  queryOptions({
    queryKey: [...connectionKeys.runs(id), state],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      brokerConnectionRunsList({ path: { connection_id: id }, query: { limit: RUNS_SHOWN }, signal }),
  });
