import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect } from "react";
import { forgetAll } from "../api/etags";
import { createQueryClient } from "../api/query-client";
import { meQuery } from "../api/queries/people";
import { currentSession, subscribe, useSession } from "../api/session";
import { Toasts } from "../ui/toast";
import { createAppRouter } from "./router";
import { Splash } from "./splash";

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

/** The token comes with what `me` would answer: asking for it again would only hold up the first page. */
function learn(): void {
  const session = currentSession();
  if (session.status === "signed-in") queryClient.setQueryData(meQuery.queryKey, session.person);
}
subscribe(learn);

/**
 * Signed out, here or in another tab: the sign-in page comes, and nothing of the person stays in memory. In this
 * order, since a page that is still shown would ask anew for what is forgotten, and be refused.
 */
async function leave(): Promise<void> {
  if (currentSession().status !== "signed-out") return;
  await queryClient.cancelQueries();
  await router.invalidate();
  if (currentSession().status !== "signed-out") return;
  queryClient.clear();
  forgetAll();
}

export function Providers() {
  const session = useSession();
  useEffect(() => subscribe(() => void leave()), []);
  return (
    <QueryClientProvider client={queryClient}>
      {session.status === "restoring" ? <Splash /> : <RouterProvider router={router} />}
      <Toasts />
    </QueryClientProvider>
  );
}
