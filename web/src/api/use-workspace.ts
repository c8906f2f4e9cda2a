import { useQuery } from "@tanstack/react-query";
import { useSlug } from "../lib/view";
import type { WorkspaceOut } from "./generated";
import { permissionsQuery } from "./queries/access";
import { meQuery, workspaceQuery } from "./queries/people";

/** The workspace that is open, with what the reader is in it. */
export function useWorkspace(): WorkspaceOut | undefined {
  const slug = useSlug();
  const id = useQuery(meQuery).data?.workspaces.find((one) => one.slug === slug)?.id;
  return useQuery({ ...workspaceQuery(id ?? ""), enabled: id !== undefined }).data;
}

/**
 * Whether the reader's role has a permission; false while that is not known. The server decides in any case: this only
 * keeps from being offered what it would refuse.
 */
export function useMay(): (permission: string) => boolean {
  const role = useWorkspace()?.role;
  const table = useQuery(permissionsQuery).data?.items ?? [];
  return (permission) =>
    role !== undefined && table.some((one) => one.permission === permission && one.roles.includes(role));
}
