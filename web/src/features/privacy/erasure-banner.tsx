import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../../api/queries/people";
import { dayOfInstant, localZone } from "../../lib/dates";
import { KeepAccount } from "./keep-account";

/** Above every page while the reader's account is about to be deleted. */
export function ErasureBanner() {
  const at = useQuery(meQuery).data?.user.deletes_at;
  if (!at) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-warn-wash px-4 py-2 text-sm"
    >
      <p className="min-w-0">Your account is deleted on {dayOfInstant(at, localZone())}.</p>
      <KeepAccount />
    </div>
  );
}
