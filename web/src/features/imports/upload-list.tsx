import { useQueryClient } from "@tanstack/react-query";
import { bytes, plural } from "../../lib/format";
import { Button, IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { ProblemBox } from "../../ui/problem-box";
import { Progress } from "../../ui/progress";
import { giveUp, sendAgain, type Upload, useUploads } from "./upload-queue";

const WAITING_SHOWN = 3;

/** Files on their way, each with how much of it has left. */
export function UploadList() {
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  const waiting = uploads.filter((upload) => upload.state === "waiting");
  const shown = uploads.filter((upload) => upload.state !== "waiting" || waiting.indexOf(upload) < WAITING_SHOWN);
  return (
    <ul aria-label="Uploads" className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
      {shown.map((upload) => (
        <OneUpload key={upload.key} upload={upload} />
      ))}
      {uploads.length > shown.length && (
        <li className="px-4 py-2.5 text-sm text-faint">{plural(uploads.length - shown.length, "more file")} waiting</li>
      )}
    </ul>
  );
}

function OneUpload({ upload }: { upload: Upload }) {
  const client = useQueryClient();
  const { file, state, sentBytes, problem } = upload;
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-center gap-3">
        <Icon name="file" className="text-faint" />
        <span className="min-w-0 flex-1 truncate text-sm font-medium">{file.name}</span>
        <span className="text-xs whitespace-nowrap text-faint">{uploadNote(upload)}</span>
        {state === "refused" && file.size > 0 && (
          <Button
            size="sm"
            onClick={() => {
              sendAgain(client, upload.key);
            }}
          >
            Try again
          </Button>
        )}
        <IconButton
          icon="close"
          size="sm"
          label={state === "refused" ? `Dismiss ${file.name}` : `Stop sending ${file.name}`}
          onClick={() => {
            giveUp(upload.key);
          }}
        />
      </div>
      {state === "sending" && (
        <Progress label={`Sending ${file.name}`} value={file.size === 0 ? null : sentBytes / file.size} />
      )}
      {problem && <ProblemBox problem={problem} />}
    </li>
  );
}

function uploadNote({ state, sentBytes, file }: Upload): string {
  if (state === "waiting") return "waiting";
  return state === "sending" ? `${bytes(sentBytes)} of ${bytes(file.size)}` : "not taken";
}
