import { queryOptions } from "@tanstack/react-query";
import {
  authIdentitiesList,
  authMe,
  authPasskeysList,
  authSecurity,
  authSessionsList,
  authWays,
  healthVersion,
  workspacesGet,
} from "../generated";

export const peopleKeys = {
  me: ["me"] as const,
  ways: ["ways"] as const,
  security: ["security"] as const,
  passkeys: ["passkeys"] as const,
  sessions: ["sessions"] as const,
  identities: ["identities"] as const,
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

/** What ways to sign in and to register this server has. */
export const waysQuery = queryOptions({
  queryKey: peopleKeys.ways,
  queryFn: ({ signal }) => authWays({ signal }),
  staleTime: 5 * 60_000,
});

export const securityQuery = queryOptions({
  queryKey: peopleKeys.security,
  queryFn: ({ signal }) => authSecurity({ signal }),
});

export const passkeysQuery = queryOptions({
  queryKey: peopleKeys.passkeys,
  queryFn: ({ signal }) => authPasskeysList({ signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: peopleKeys.sessions,
  queryFn: ({ signal }) => authSessionsList({ signal }),
});

export const identitiesQuery = queryOptions({
  queryKey: peopleKeys.identities,
  queryFn: ({ signal }) => authIdentitiesList({ signal }),
});
