import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { once } from "../../api/client";
import {
  type ContractIn,
  contractsPut,
  type ImportOut,
  importsCancel,
  importsCommit,
  importsRetry,
  importsSettle,
  importsUndo,
  type OptionsIn,
  type SettleIn,
} from "../../api/generated";
import { importKeys } from "../../api/queries/imports";
import { toast } from "../../ui/toast";
import { followImport } from "./follow-import";

/** What was answered is shown at once; then the import is followed to its end. */
function taken(client: QueryClient, one: ImportOut): Promise<ImportOut | null> {
  client.setQueryData(importKeys.one(one.id), one);
  void client.invalidateQueries({ queryKey: importKeys.list });
  client.removeQueries({ queryKey: importKeys.notesOf(one.id), type: "inactive" });
  return followImport(client, one.id);
}

export function useImportActs(id: string) {
  const client = useQueryClient();
  const path = { import_id: id };
  const commit = useMutation({
    mutationFn: () => importsCommit({ path, headers: once() }),
    onSuccess: async (one) => {
      const end = await taken(client, one);
      if (end?.state === "committed") toast(`${end.file_name} is in the ledger.`);
    },
  });
  const cancel = useMutation({
    mutationFn: () => importsCancel({ path, headers: once() }),
    onSuccess: (one) => {
      void taken(client, one);
    },
  });
  const undo = useMutation({
    mutationFn: () => importsUndo({ path, headers: once() }),
    onSuccess: async (one) => {
      const end = await taken(client, one);
      if (end?.state === "undone") toast(`${end.file_name} is taken out of the ledger.`);
    },
  });
  const retry = useMutation({
    mutationFn: (options: OptionsIn) => importsRetry({ path, body: { review: true, ...options }, headers: once() }),
    onSuccess: async (one) => {
      await taken(client, one);
      await client.invalidateQueries({ queryKey: importKeys.notesOf(id) });
    },
  });
  const settle = useMutation({
    mutationFn: (said: SettleIn) => importsSettle({ path, body: said, headers: once() }),
    onSuccess: async (one) => {
      await taken(client, one);
      await client.invalidateQueries({ queryKey: importKeys.notesOf(id) });
    },
  });
  const state = useMutation({
    mutationFn: ({ root, ...facts }: { root: string } & ContractIn) => contractsPut({ path: { root }, body: facts }),
    onSuccess: () => settle.mutateAsync({}),
  });
  return { commit, cancel, undo, retry, settle, state };
}

export type ImportActs = ReturnType<typeof useImportActs>;
