import type { ApiKeyMadeOut } from "../../api/generated";
import { Button } from "../../ui/button";
import { copyText } from "../../ui/copy";
import { Dialog } from "../../ui/dialog";

const BOX = "block overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs whitespace-pre select-all";

/** The secret, this once: the server does not keep it. */
export function SecretBox({ made, onClose }: { made: ApiKeyMadeOut; onClose: () => void }) {
  const secret = made.secret ?? "";
  const watch = `TRADESENSE_TOKEN=${secret} \\\n  tradesense import --watch ~/Downloads --server ${location.origin}`;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="lg"
      title={`The secret of ${made.name}`}
      description="Copy it now: it is not kept here and cannot be shown again."
      actions={
        <>
          <Button
            icon="copy"
            kind="solid"
            onClick={() => {
              void copyText(secret, "The secret is");
            }}
          >
            Copy secret
          </Button>
          <Button onClick={onClose}>Done</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2 text-sm">
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard where it is too long */}
        <code className={BOX} aria-label="Secret" tabIndex={0}>
          {secret}
        </code>
        {made.scopes.includes("imports.write") && (
          <div>
            <p className="mb-1 text-soft">A folder whose new files are imported:</p>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard */}
            <code className={BOX} aria-label="Command" tabIndex={0}>
              {watch}
            </code>
          </div>
        )}
        <p className="text-soft">
          Programs send it as <code className="font-mono text-xs">Authorization: Bearer …</code> Whoever has it can do
          what it may: keep it where passwords are kept.
        </p>
      </div>
    </Dialog>
  );
}
