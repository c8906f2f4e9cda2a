import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { meQuery } from "../../api/queries/people";
import { useWorkspace } from "../../api/use-workspace";
import { useSlug } from "../../lib/view";
import { dayOfInstant, localZone } from "../../lib/dates";

/** Above every page of a workspace that is about to be deleted. */
export function LeavingBanner() {
  const slug = useSlug();
  const at = useWorkspace()?.deletes_at;
  const goes = useQuery(meQuery).data?.user.deletes_at;
  // With the account: that is said already.
  if (!at || at === goes) return null;
  return (
    <p role="status" className="border-b border-line bg-warn-wash px-4 py-2 text-sm">
      This workspace is deleted on {dayOfInstant(at, localZone())}.{" "}
      <Link to="/w/$workspace/settings" params={{ workspace: slug }} hash="end" className="font-medium underline">
        Keep it
      </Link>
    </p>
  );
}
