import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { useSlug } from "../../lib/view";
import { queueFiles } from "./upload-queue";

/** Takes files in. One alone leads on to its review; with several, the list of imports shows how each fares. */
export function useTakeFiles(): (files: readonly File[]) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const workspace = useSlug();
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return useCallback(
    (files) => {
      const [first, ...others] = queueFiles(client, files);
      if (!first) return;
      if (others.length > 0) {
        void navigate({ to: "/w/$workspace/imports", params: { workspace } });
        return;
      }
      void first.then((importId) => {
        // Whoever went to another page meanwhile is not pulled away from it.
        if (!importId || !here.current) return;
        void navigate({ to: "/w/$workspace/imports/$importId", params: { workspace, importId } });
      });
    },
    [client, navigate, workspace],
  );
}

/** The whole page takes a drop. True while files are held over it. */
export function usePageDrop(onFiles: (files: readonly File[]) => void): boolean {
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
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
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
