import { Link } from "@tanstack/react-router";
import { useWorkspace } from "../../api/use-workspace";
import { useSlug } from "../../lib/view";
import { dayOfInstant, localZone } from "../../lib/dates";

/** Above every page of a workspace that is about to be deleted. */
export function LeavingBanner() {
  const slug = useSlug();
  const at = useWorkspace()?.deletes_at;
  if (!at) return null;
  return (
    <p role="status" className="border-b border-line bg-warn-wash px-4 py-2 text-sm">
      This workspace is deleted on {dayOfInstant(at, localZone())}.{" "}
      <Link to="/w/$workspace/settings" params={{ workspace: slug }} hash="end" className="font-medium underline">
        Keep it
      </Link>
    </p>
  );
}
