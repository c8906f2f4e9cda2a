import { Button } from "../../ui/button";
import { copyText } from "../../ui/copy";
import { Dialog } from "../../ui/dialog";

/** Shown this once: to be kept where the phone is not. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const text = codes.join("\n");
  return (
    <Dialog
      open={codes.length > 0}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Keep these recovery codes"
      description="Each signs you in once when your app is lost. They are shown this once: keep them where your phone is not."
      actions={
        <>
          <Button icon="copy" onClick={() => void copyText(text, "Recovery codes")}>
            Copy
          </Button>
          <Button
            icon="download"
            onClick={() => {
              save(text);
            }}
          >
            Save as a file
          </Button>
          <Button kind="solid" onClick={onClose}>
            I have kept them
          </Button>
        </>
      }
    >
      <ul className="grid gap-x-6 gap-y-1 pb-2 font-mono text-sm">
        {codes.map((code) => (
          <li key={code} className="break-all">
            {code}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([`TradeSense recovery codes\n\n${text}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "tradesense-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(url);
}
