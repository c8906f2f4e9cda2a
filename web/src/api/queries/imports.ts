import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { importFormatsList, importMappingsList, importNotesList, importsGet, importsList, type Verdict } from "../generated";
import { LEDGER } from "../query-client";

export const importKeys = {
  formats: ["import-formats"] as const,
  mappings: [LEDGER, "import-mappings"] as const,
  list: [LEDGER, "list", "imports"] as const,
  one: (id: string) => [LEDGER, "import", id] as const,
  notesOf: (id: string) => [LEDGER, "list", "notes", id] as const,
  settled: (id: string) => [LEDGER, "list", "notes", id, "settled"] as const,
  notes: (id: string, verdict: Verdict | null) => [LEDGER, "list", "notes", id, verdict] as const,
};

const IMPORTS_PER_PAGE = 50;
const NOTES_PER_PAGE = 100;

export const formatsQuery = queryOptions({
  queryKey: importKeys.formats,
  queryFn: ({ signal }) => importFormatsList({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const mappingsQuery = queryOptions({
  queryKey: importKeys.mappings,
  queryFn: ({ signal }) => importMappingsList({ signal }),
});

export const importsQuery = infiniteQueryOptions({
  queryKey: importKeys.list,
  queryFn: ({ pageParam, signal }) =>
    importsList({ query: { limit: IMPORTS_PER_PAGE, ...(pageParam && { cursor: pageParam }) }, signal }),
  initialPageParam: "",
  getNextPageParam: (page) => page.next_cursor,
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: importKeys.one(id),
    queryFn: ({ signal }) => importsGet({ path: { import_id: id }, signal }),
  });

export const notesQuery = (id: string, verdict: Verdict | null) =>
  infiniteQueryOptions({
    queryKey: importKeys.notes(id, verdict),
    queryFn: ({ pageParam, signal }) =>
      importNotesList({
        path: { import_id: id },
        query: { limit: NOTES_PER_PAGE, ...(verdict && { verdict }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** Rows that were settled. */
export const settledQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: importKeys.settled(id),
    queryFn: ({ pageParam, signal }) =>
      importNotesList({
        path: { import_id: id },
        query: { limit: NOTES_PER_PAGE, settled: true, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
