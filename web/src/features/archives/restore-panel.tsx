import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ArchiveOut } from "../../api/generated";
import { asProblem } from "../../api/problem";
import { archiveKeys } from "../../api/queries/archives";
import { importsQuery } from "../../api/queries/imports";
import { accountsQuery } from "../../api/queries/ledger";
import { sendFile } from "../../api/send-file";
import { bytes } from "../../lib/format";
import { Button } from "../../ui/button";
import { Panel } from "../../ui/panel";
import { ProblemBox } from "../../ui/problem-box";
import { Progress } from "../../ui/progress";
import { Skeleton } from "../../ui/skeleton";
import { ArchiveReview } from "./archive-review";
import { isUnderWay } from "./archive-view";
import { type Manifest, manifestOf } from "./manifest";

interface Chosen {
  file: File;
  manifest: Manifest | null;
}

/** An archive into this workspace, while there is nothing in it; what the archive holds is shown before it is sent. */
export function RestorePanel({ archives }: { archives: readonly ArchiveOut[] | undefined }) {
  const accounts = useQuery(accountsQuery);
  const imports = useInfiniteQuery(importsQuery);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const isRestoring = archives?.some((one) => one.way === "in" && isUnderWay(one)) ?? false;
  const isKnown = accounts.data !== undefined && imports.data !== undefined;
  const isEmpty = accounts.data?.items.length === 0 && imports.data?.pages[0]?.items.length === 0;
  return (
    <Panel title="Restore an archive">
      {!isKnown && <Skeleton className="h-16 w-full" />}
      {isKnown && !isEmpty && !isRestoring && (
        <p className="text-sm text-soft">
          Only into an empty workspace, and this one has accounts or imports already. Register another person and restore
          there, or run <code className="font-mono text-xs">tradesense restore</code> on the server.
        </p>
      )}
      {isRestoring && (
        <p role="status" className="text-sm text-soft">
          One is being restored: all of it comes, or nothing.
        </p>
      )}
      {isKnown && isEmpty && !isRestoring && (
        <div className="flex flex-col gap-3">
          {!chosen && (
            <p className="text-sm text-soft">
              This workspace is empty: an archive can be restored into it. You see what it holds before anything is sent.
            </p>
          )}
          {chosen && <Review key={chosen.file.name} {...chosen} onGivenUp={() => { setChosen(null); }} />}
          <PickArchive
            label={chosen ? "Choose another file" : "Choose an archive"}
            onFile={(file) => {
              void manifestOf(file).then((manifest) => {
                setChosen({ file, manifest });
              });
            }}
          />
        </div>
      )}
    </Panel>
  );
}

function PickArchive({ label, onFile }: { label: string; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label="Archive to restore"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <Button
        icon="file"
        onClick={() => {
          input.current?.click();
        }}
      >
        {label}
      </Button>
    </div>
  );
}

function Review({ file, manifest, onGivenUp }: Chosen & { onGivenUp: () => void }) {
  const client = useQueryClient();
  const [sent, setSent] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const restore = useMutation({
    mutationFn: () => {
      stop.current = new AbortController();
      const path = `/api/v1/archives/restore?filename=${encodeURIComponent(file.name)}`;
      return sendFile<ArchiveOut>(path, file, { onProgress: setSent, signal: stop.current.signal });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: archiveKeys.list });
      onGivenUp();
    },
  });
  if (!manifest) {
    return (
      <ProblemBox
        problem={{
          title: "That is no archive of a workspace.",
          detail: `${file.name} has no table of contents of TradeSense. A broker’s file belongs to the imports.`,
          requestId: "",
        }}
      />
    );
  }
  return (
    <section aria-label="What the archive holds" className="flex flex-col gap-3">
      <ArchiveReview file={file} manifest={manifest} />
      {restore.error && restore.error.name !== "AbortError" && <ProblemBox problem={asProblem(restore.error)} />}
      {restore.isPending ? (
        <div className="flex flex-col gap-2">
          <p className="flex justify-between text-xs text-faint">
            <span>{sent >= file.size ? "Being taken in" : "Sending"}</span>
            <span>
              {bytes(Math.min(sent, file.size))} of {bytes(file.size)}
            </span>
          </p>
          <Progress label={`Sending ${file.name}`} value={sent / file.size} />
          <div>
            <Button size="sm" onClick={() => stop.current?.abort()}>
              Stop
            </Button>
          </div>
        </div>
      ) : (
        <div>
          <Button
            kind="solid"
            icon="check"
            onClick={() => {
              restore.mutate();
            }}
          >
            Restore it here
          </Button>
        </div>
      )}
    </section>
  );
}
