import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useSlug } from "../../lib/view";
import { toast } from "../../ui/toast";
import { droppedFiles, type NamedFile } from "./dropped-files";
import { queueFiles } from "./upload-queue";

/** Takes files in: the list of imports shows how each fares, and one alone leads on to its review. */
export function useTakeFiles(): (files: readonly NamedFile[]) => void {
  const client = useQueryClient();
  const router = useRouter();
  const workspace = useSlug();
  return useCallback(
    (files) => {
      const arrivals = queueFiles(client, files);
      const list = router.buildLocation({ to: "/w/$workspace/imports", params: { workspace } } as never);
      const isThere = () => router.state.location.pathname === list.pathname;
      const arrived = isThere() ? Promise.resolve() : router.navigate({ to: "/w/$workspace/imports", params: { workspace } });
      void Promise.all([arrivals[0], arrived]).then(([importId]) => {
        // Whoever went to another page meanwhile is not pulled away from it.
        if (!importId || arrivals.length > 1 || !isThere()) return;
        void router.navigate({ to: "/w/$workspace/imports/$importId", params: { workspace, importId } });
      });
    },
    [client, router, workspace],
  );
}

/** The whole page takes a drop. True while files are held over it. */
export function usePageDrop(onFiles: (files: readonly NamedFile[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Each element that is entered and left says so: the page is left when as many were left as entered.
    let depth = 0;
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onEnter = (event: DragEvent) => {
      if (!carries(event)) return;
      depth += 1;
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (!carries(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const onOver = (event: DragEvent) => {
      if (carries(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      droppedFiles(event.dataTransfer).then(
        (files) => {
          if (files.length > 0) onFiles(files);
          else toast("There is no file in it.", { tone: "problem" });
        },
        () => {
          toast("The folder could not be read. Choose its files instead.", { tone: "problem" });
        },
      );
    };
    const given = { dragenter: onEnter, dragleave: onLeave, dragover: onOver, drop: onDrop };
    for (const [name, listener] of Object.entries(given)) document.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(given)) {
        document.removeEventListener(name, listener as EventListener);
      }
    };
  }, [onFiles]);
  return over;
}
