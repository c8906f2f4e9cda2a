import { DropCurtain } from "./drop-zone";
import { usePageDrop, useTakeFiles } from "./use-files";

/** On every page: files may be dropped anywhere, and never replace the page itself. */
export function PageDrop() {
  const take = useTakeFiles();
  return usePageDrop(take) ? <DropCurtain /> : null;
}
