import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { actIn, currentSession } from "../api/session";
import { readView, type ViewSearch } from "../lib/view";
import { ErrorPage, NotFoundPage } from "./error-page";
import { home, whoAmI } from "./home";
import * as preload from "./preload";
import { parseSearch, stringifySearch } from "./search";
import { Shell } from "./shell";
import { onlySignedOut, readTarget } from "./signed-out";

interface Context {
  queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: async ({ context }) => {
    if (currentSession().status !== "signed-in") throw redirect({ to: "/sign-in" });
    throw redirect({ to: "/w/$workspace", params: { workspace: await home(context.queryClient) } });
  },
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: readTarget,
  beforeLoad: onlySignedOut,
  component: lazyRouteComponent(() => import("../features/identity/sign-in-page"), "SignInPage"),
});

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-up",
  validateSearch: readTarget,
  beforeLoad: onlySignedOut,
  component: lazyRouteComponent(() => import("../features/identity/sign-up-page"), "SignUpPage"),
});

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("../features/identity/forgot-password-page"), "ForgotPasswordPage"),
});

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reset-password",
  component: lazyRouteComponent(() => import("../features/identity/reset-password-page"), "ResetPasswordPage"),
});

const confirmAddressRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/confirm-address",
  component: lazyRouteComponent(() => import("../features/identity/confirm-address-page"), "ConfirmAddressPage"),
});

const confirmEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/confirm-email",
  component: lazyRouteComponent(() => import("../features/identity/confirm-email-page"), "ConfirmEmailPage"),
});

const providerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in/provider",
  component: lazyRouteComponent(() => import("../features/identity/provider-page"), "ProviderPage"),
});

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/w/$workspace",
  validateSearch: readView,
  search: { middlewares: [retainSearchParams<ViewSearch>(["q", "period"])] },
  beforeLoad: async ({ context, params, location }) => {
    if (currentSession().status !== "signed-in") throw redirect({ to: "/sign-in", search: { to: location.href } });
    const me = await whoAmI(context.queryClient);
    const own = me.workspaces.find((one) => one.slug === params.workspace);
    if (!own) throw redirect({ to: "/" });
    actIn(own.id);
    return { workspaceId: own.id };
  },
  component: Shell,
});

const dashboardRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/",
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    preload.dashboard(context.queryClient, deps);
  },
  component: lazyRouteComponent(() => import("./pages/dashboard"), "Dashboard"),
});

const tradesRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/trades",
  validateSearch: (search: Record<string, unknown>): { sort?: string } =>
    typeof search["sort"] === "string" && search["sort"] !== "" ? { sort: search["sort"] } : {},
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    preload.trades(context.queryClient, deps);
  },
  component: lazyRouteComponent(() => import("./pages/trades"), "Trades"),
});

const tradeRoute = createRoute({
  getParentRoute: () => tradesRoute,
  path: "$tradeId",
  loader: ({ context, params }) => {
    preload.trade(context.queryClient, params.tradeId);
  },
  component: lazyRouteComponent(() => import("./pages/trade"), "Trade"),
});

const calendarRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/calendar",
  validateSearch: (search: Record<string, unknown>): { month?: string | undefined } => ({
    // Undefined, not left out: else the router takes it as it stands.
    month: /^\d{4}-(?:0[1-9]|1[0-2])$/.test(String(search["month"])) ? String(search["month"]) : undefined,
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    preload.calendar(context.queryClient, deps);
  },
  component: lazyRouteComponent(() => import("./pages/calendar"), "Calendar"),
});

const importsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/imports",
  loader: ({ context }) => {
    preload.imports(context.queryClient);
  },
  component: lazyRouteComponent(() => import("../features/imports/imports-page"), "ImportsPage"),
});

const connectionsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/imports/connections",
  component: lazyRouteComponent(() => import("../features/broker-connections/connections-page"), "ConnectionsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/imports/$importId",
  component: lazyRouteComponent(() => import("../features/imports/import-page"), "ImportPage"),
});

const accountsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/accounts",
  component: lazyRouteComponent(() => import("../features/ledger/accounts/accounts-page"), "AccountsPage"),
});

const accountRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/accounts/$accountId",
  component: lazyRouteComponent(() => import("../features/ledger/accounts/account-page"), "AccountPage"),
});

const settingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("./pages/settings"), "Settings"),
});

const dataRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/data",
  loader: ({ context }) => {
    preload.data(context.queryClient);
  },
  component: lazyRouteComponent(() => import("../features/archives/data-page"), "DataPage"),
});

const membersRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/members",
  component: lazyRouteComponent(() => import("./pages/members"), "Members"),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/api-keys",
  component: lazyRouteComponent(() => import("./pages/api-keys"), "ApiKeys"),
});

const privacyRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/privacy",
  component: lazyRouteComponent(() => import("./pages/privacy"), "Privacy"),
});

const auditRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: "/settings/audit",
  component: lazyRouteComponent(() => import("./pages/audit"), "Audit"),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/join",
  component: lazyRouteComponent(() => import("./pages/join"), "Join"),
});

const sharedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/shared",
  component: lazyRouteComponent(() => import("../features/shares/shared-page"), "SharedPage"),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  signUpRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  confirmAddressRoute,
  confirmEmailRoute,
  providerRoute,
  joinRoute,
  sharedRoute,
  workspaceRoute.addChildren([
    dashboardRoute,
    tradesRoute.addChildren([tradeRoute]),
    calendarRoute,
    importsRoute,
    connectionsRoute,
    importRoute,
    accountsRoute,
    accountRoute,
    settingsRoute,
    dataRoute,
    membersRoute,
    apiKeysRoute,
    privacyRoute,
    auditRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    parseSearch,
    stringifySearch,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
