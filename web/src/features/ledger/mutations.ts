import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  cashEventsRestore,
  cashEventsVoid,
  corporateActionsRestore,
  corporateActionsVoid,
  executionsRestore,
  executionsVoid,
} from "../../api/generated";
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

/** The same for cash events. */
export function useVoidCash() {
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: (id: string) => cashEventsRestore({ path: { event_id: id }, headers: once() }),
    onSuccess: () => ledgerChanged(client),
    onError: (thrown) => {
      toast(asProblem(thrown).detail, { tone: "problem" });
    },
  });
  const voiding = useMutation({
    mutationFn: (id: string) => cashEventsVoid({ path: { event_id: id }, headers: once() }),
    onSuccess: async (_, id) => {
      await ledgerChanged(client);
      toast("The cash event is voided.", {
        undo: () => {
          restore.mutate(id);
        },
      });
    },
    onError: (thrown) => {
      toast(asProblem(thrown).detail, { tone: "problem" });
    },
  });
  return { voiding, restore };
}

/** The same for corporate actions. */
export function useVoidAction() {
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: (id: string) => corporateActionsRestore({ path: { action_id: id }, headers: once() }),
    onSuccess: () => ledgerChanged(client),
    onError: (thrown) => {
      toast(asProblem(thrown).detail, { tone: "problem" });
    },
  });
  const voiding = useMutation({
    mutationFn: (id: string) => corporateActionsVoid({ path: { action_id: id }, headers: once() }),
    onSuccess: async (_, id) => {
      await ledgerChanged(client);
      toast("The corporate action is voided.", {
        undo: () => {
          restore.mutate(id);
        },
      });
    },
    onError: (thrown) => {
      toast(asProblem(thrown).detail, { tone: "problem" });
    },
  });
  return { voiding, restore };
}
