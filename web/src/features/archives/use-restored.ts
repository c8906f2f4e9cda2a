import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ArchiveOut } from "../../api/generated";
import { peopleKeys } from "../../api/queries/people";
import { ledgerChanged } from "../../api/query-client";
import { toast } from "../../ui/toast";
import { isUnderWay } from "./archive-view";

/** Once an archive is restored, everything is asked for anew: the workspace's name and currency are the archive's. */
export function useRestored(archives: readonly ArchiveOut[] | undefined): void {
  const client = useQueryClient();
  const followed = useRef(new Set<string>());
  useEffect(() => {
    for (const one of archives ?? []) {
      if (isUnderWay(one)) {
        followed.current.add(one.id);
      } else if (followed.current.delete(one.id) && one.state === "done") {
        toast(one.way === "in" ? `${one.file_name} is restored.` : `${one.file_name} is ready.`);
        if (one.way === "in") {
          void ledgerChanged(client);
          void client.invalidateQueries({ queryKey: peopleKeys.me });
        }
      }
    }
  }, [archives, client]);
}
