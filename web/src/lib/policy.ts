// What libraries have to know of the page's content security policy, before they are loaded.

declare global {
  // Zod's own, shared by whatever copies of it there are.
  var __zod_globalConfig: { jitless?: boolean } | undefined;
  // get-nonce's.
  var __webpack_nonce__: string | undefined;
}

// Else it tries whether it may make code of text: it may not, and each visit would be reported as an attack.
globalThis.__zod_globalConfig = { ...globalThis.__zod_globalConfig, jitless: true };

// The style that keeps a page from scrolling behind a dialog carries the nonce of the page's own (get-nonce).
globalThis.__webpack_nonce__ = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

export {};
