import { queryOptions } from "@tanstack/react-query";
import { apiKeysList, invitationsList, membersList, permissionsList, sharesList } from "../generated";

export const accessKeys = {
  permissions: ["permissions"] as const,
  members: ["members"] as const,
  invitations: ["invitations"] as const,
  apiKeys: ["api-keys"] as const,
  shares: (tradeId: string) => ["shares", tradeId] as const,
};

/** Which roles may what: the server's own table, which changes only with its version. */
export const permissionsQuery = queryOptions({
  queryKey: accessKeys.permissions,
  queryFn: ({ signal }) => permissionsList({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const membersQuery = queryOptions({
  queryKey: accessKeys.members,
  queryFn: ({ signal }) => membersList({ signal }),
});

export const invitationsQuery = queryOptions({
  queryKey: accessKeys.invitations,
  queryFn: ({ signal }) => invitationsList({ signal }),
});

export const apiKeysQuery = queryOptions({
  queryKey: accessKeys.apiKeys,
  queryFn: ({ signal }) => apiKeysList({ signal }),
});

/** The public links to a trade. */
export const sharesQuery = (tradeId: string) =>
  queryOptions({
    queryKey: accessKeys.shares(tradeId),
    queryFn: ({ signal }) => sharesList({ query: { trade_id: tradeId }, signal }),
  });
