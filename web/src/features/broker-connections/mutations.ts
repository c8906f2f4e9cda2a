import { useMutation, useQueryClient } from "@tanstack/react-query";
import { once } from "../../api/client";
import { brokerConnectionsDelete, brokerConnectionsSync, brokerConnectionsTest } from "../../api/generated";
import { connectionKeys } from "../../api/queries/connections";
import { toast } from "../../ui/toast";

export function useConnectionActs(id: string) {
  const client = useQueryClient();
  const path = { connection_id: id };
  const changed = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: connectionKeys.list }),
      client.invalidateQueries({ queryKey: connectionKeys.runs(id) }),
    ]);
  const sync = useMutation({
    mutationFn: () => brokerConnectionsSync({ path, headers: once() }),
    onSuccess: changed,
  });
  const test = useMutation({ mutationFn: () => brokerConnectionsTest({ path, headers: once() }) });
  const remove = useMutation({
    mutationFn: () => brokerConnectionsDelete({ path }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: connectionKeys.list });
      toast("The connection and its credentials are deleted.");
    },
  });
  return { sync, test, remove };
}
