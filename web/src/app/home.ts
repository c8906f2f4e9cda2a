import type { QueryClient } from "@tanstack/react-query";
import type { MeOut } from "../api/generated";
import { asProblem } from "../api/problem";
import { meQuery } from "../api/queries/people";
import { accessToken, actIn, refresh } from "../api/session";

/** Whoever was removed from the workspace that is theirs by default gets another one with the next access token. */
export async function whoAmI(queryClient: QueryClient): Promise<MeOut> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (thrown) {
    if (asProblem(thrown).code !== "workspace.not_found") throw thrown;
    actIn(null);
    await refresh(accessToken());
    return await queryClient.fetchQuery(meQuery);
  }
}

/** The address of the workspace that is theirs by default. */
export async function home(queryClient: QueryClient): Promise<string> {
  const me = await whoAmI(queryClient);
  const own = me.workspaces.find((one) => one.id === me.workspace_id) ?? me.workspaces[0];
  return own?.slug ?? "";
}
