import { useMutation, useQueryClient } from "@tanstack/react-query";
import { executionsRestore, executionsVoid } from "../../api/generated";
import { once } from "../../api/client";
import { asProblem } from "../../api/problem";
import { ledgerChanged } from "../../api/query-client";
import { toast } from "../../ui/toast";

/** Void and restore: each is the other's undo. */
export function useVoid() {
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: (id: string) => executionsRestore({ path: { execution_id: id }, headers: once() }),
    onSuccess: () => ledgerChanged(client),
    onError: (thrown) => {
      toast(asProblem(thrown).detail, { tone: "problem" });
    },
  });
  const voiding = useMutation({
    mutationFn: (id: string) => executionsVoid({ path: { execution_id: id }, headers: once() }),
    onSuccess: async (_, id) => {
      await ledgerChanged(client);
      toast("The fill is voided.", {
        undo: () => {
          restore.mutate(id);
        },
      });
    },
  });
  return { voiding, restore };
}
