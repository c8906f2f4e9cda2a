import { queryOptions } from "@tanstack/react-query";
import { privacyConsentsList, privacyErasureGet, privacyExportsList, privacyGet } from "../generated";

export const privacyKeys = {
  overview: ["privacy"] as const,
  exports: ["privacy", "exports"] as const,
  erasure: ["privacy", "erasure"] as const,
  consents: ["privacy", "consents"] as const,
};

const POLL_MS = 1_000;

export const privacyQuery = queryOptions({
  queryKey: privacyKeys.overview,
  queryFn: ({ signal }) => privacyGet({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Asked for again while one is under way. */
export const personalExportsQuery = queryOptions({
  queryKey: privacyKeys.exports,
  queryFn: ({ signal }) => privacyExportsList({ signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((one) => one.state === "waiting" || one.state === "running") ? POLL_MS : false,
});

export const erasureQuery = queryOptions({
  queryKey: privacyKeys.erasure,
  queryFn: ({ signal }) => privacyErasureGet({ signal }),
});

export const consentsQuery = queryOptions({
  queryKey: privacyKeys.consents,
  queryFn: ({ signal }) => privacyConsentsList({ signal }),
});
