import { queryOptions } from "@tanstack/react-query";
import { authMe, healthVersion, workspacesGet } from "../generated";

export const peopleKeys = {
  me: ["me"] as const,
  workspace: (id: string) => ["workspace", id] as const,
};

export const meQuery = queryOptions({
  queryKey: peopleKeys.me,
  queryFn: ({ signal }) => authMe({ signal }),
  staleTime: 5 * 60_000,
});

export const workspaceQuery = (id: string) =>
  queryOptions({
    queryKey: peopleKeys.workspace(id),
    queryFn: ({ signal }) => workspacesGet({ path: { workspace_id: id }, signal }),
  });

export const versionQuery = queryOptions({
  queryKey: ["version"],
  queryFn: ({ signal }) => healthVersion({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
