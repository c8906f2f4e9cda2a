import { IconButton } from "../../ui/button";
import { copyText } from "../../ui/copy";
import { Panel } from "../../ui/panel";

const COMMAND = "tradesense import --from-prototype FILE";

/** The earlier prototype's file is read beside the server: it holds other people's trades, too. */
export function PrototypePanel() {
  return (
    <Panel title="From the earlier prototype">
      <p className="mb-3 text-sm text-soft">
        Its SQLite file holds everybody’s trades, so whoever runs the server takes it over, by a command. Notes, tags and
        playbooks come along; what cannot be trusted is told trade by trade, and the import can be undone.
      </p>
      <div className="flex items-center gap-1 rounded-md bg-sunken pl-3">
        <code className="min-w-0 flex-1 py-2 font-mono text-xs break-words">{COMMAND}</code>
        <IconButton icon="copy" label="Copy the command" onClick={() => void copyText(COMMAND, "The command")} />
      </div>
    </Panel>
  );
}
