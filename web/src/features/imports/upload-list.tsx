import { useQueryClient } from "@tanstack/react-query";
import { bytes, plural } from "../../lib/format";
import { Button, IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { ProblemBox } from "../../ui/problem-box";
import { Progress } from "../../ui/progress";
import { giveUp, goOn, pause, type Upload, useUploads } from "./upload-queue";

const WAITING_SHOWN = 3;

/** Files on their way, each with how much of it has left. */
export function UploadList() {
  const uploads = useUploads();
  return (
    <>
      <p role="status" className="sr-only">
        {uploads.length > 0 && `${plural(uploads.length, "file")} on the way`}
      </p>
      {uploads.length > 0 && <Uploads uploads={uploads} />}
    </>
  );
}

function Uploads({ uploads }: { uploads: readonly Upload[] }) {
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
  const { file, name, state, sentBytes, problem } = upload;
  const isUnderWay = state === "sending" || state === "paused";
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-center gap-x-3">
        <Icon name="file" className="shrink-0 text-faint" />
        <div className="flex min-w-0 flex-1 items-center gap-x-3 max-sm:flex-col max-sm:items-start">
          <span className="max-w-full min-w-0 flex-1 truncate text-sm font-medium" title={name}>
            {name}
          </span>
          <span className="text-xs whitespace-nowrap text-faint">{uploadNote(upload)}</span>
        </div>
        {isUnderWay && <PauseButton upload={upload} />}
        {state === "refused" && file.size > 0 && (
          <Button
            size="sm"
            onClick={() => {
              goOn(client, upload.key);
            }}
          >
            Try again
          </Button>
        )}
        <IconButton
          icon="close"
          size="sm"
          label={state === "refused" ? `Dismiss ${name}` : `Stop sending ${name}`}
          onClick={() => void giveUp(client, upload.key)}
        />
      </div>
      {isUnderWay && <Progress label={`Sending ${name}`} value={sentBytes / file.size} />}
      {problem && <ProblemBox problem={problem} />}
    </li>
  );
}

/** One button that says the other thing after it was pressed, so that the keyboard stays on it. */
function PauseButton({ upload: { key, name, state } }: { upload: Upload }) {
  const client = useQueryClient();
  const isPaused = state === "paused";
  return (
    <IconButton
      icon={isPaused ? "play" : "pause"}
      size="sm"
      label={isPaused ? `Go on sending ${name}` : `Pause ${name}`}
      onClick={() => {
        if (isPaused) goOn(client, key);
        else void pause(client, key);
      }}
    />
  );
}

function uploadNote({ state, sentBytes, file }: Upload): string {
  const sent = `${bytes(sentBytes)} of ${bytes(file.size)}`;
  switch (state) {
    case "waiting":
      return sentBytes > 0 ? `${sent}, waiting` : "waiting";
    case "sending":
      return sentBytes >= file.size ? "being taken in" : sent;
    case "paused":
      return `${sent}, paused`;
    case "refused":
      return "not taken";
  }
}
