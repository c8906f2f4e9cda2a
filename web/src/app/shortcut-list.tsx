import { Dialog } from "../ui/dialog";
import { KeyTable } from "../ui/key-table";
import { SHORTCUTS } from "./navigation";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ShortcutList(props: Props) {
  return (
    <Dialog {...props} title="Keyboard" width="lg">
      <div className="pb-4">
        <KeyTable groups={SHORTCUTS} />
      </div>
    </Dialog>
  );
}
