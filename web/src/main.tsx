import "./lib/policy";
import "./ui/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { configureClient } from "./api/client";
import { restore } from "./api/session";
import { Providers } from "./app/providers";
import { reloadStaleBuild } from "./app/stale-build";
import { listenForHotkeys } from "./lib/hotkeys";
import { applyPreferences, followSystemTheme } from "./lib/preferences";

applyPreferences();
followSystemTheme();
configureClient();
listenForHotkeys();
reloadStaleBuild();
void restore();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
