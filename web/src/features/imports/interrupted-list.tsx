import { useQuery, useQueryClient } from "@tanstack/react-query";
import { discardInterrupted, type Interrupted, interruptedUploads, isSameFile } from "../../api/upload";
import { bytes } from "../../lib/format";
import { IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { useUploads } from "./upload-queue";

const KEY = ["interrupted-uploads"];

/** Uploads that a reload, or a closed page, broke off: the file has to be chosen again, and goes on where it was. */
export function InterruptedList() {
  const uploads = useUploads();
  const found = useQuery({
    // What is sent meanwhile is remembered too: asked again with every file that comes or goes.
    queryKey: [...KEY, uploads.map((upload) => upload.key)],
    queryFn: interruptedUploads,
    staleTime: 0,
  });
  const left = (found.data ?? []).filter((one) => !uploads.some(({ file, name }) => isSameFile(one, file, name)));
  if (left.length === 0) return null;
  return (
    <section aria-label="Broken off" className="rounded-lg border border-line bg-surface">
      <p className="px-4 pt-3 text-sm text-soft">Broken off. Choose the file again, and it goes on where it stopped.</p>
      <ul className="flex flex-col divide-y divide-line">
        {left.map((one) => (
          <OneInterrupted key={one.key} one={one} />
        ))}
      </ul>
    </section>
  );
}

function OneInterrupted({ one }: { one: Interrupted }) {
  const client = useQueryClient();
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon name="file" className="text-faint" />
      <span className="min-w-0 flex-1 truncate text-sm font-medium">{one.name}</span>
      <span className="text-xs whitespace-nowrap text-faint">{bytes(one.bytes)}</span>
      <IconButton
        icon="close"
        size="sm"
        label={`Discard ${one.name}`}
        onClick={() => void discardInterrupted(one).finally(() => client.invalidateQueries({ queryKey: KEY }))}
      />
    </li>
  );
}
