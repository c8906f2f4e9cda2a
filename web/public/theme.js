// Runs before the first paint, so that the chosen look never flashes. Same key as src/lib/preferences.ts.
(function () {
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("tradesense.preferences") || "{}");
  } catch (_) {
    // Without storage the system's theme applies.
  }
  var root = document.documentElement;
  var dark = kept.theme === "dark" || (kept.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.palette = kept.palette === "safe" ? "safe" : "standard";
  root.dataset.density = kept.density === "compact" ? "compact" : "comfortable";
})();
